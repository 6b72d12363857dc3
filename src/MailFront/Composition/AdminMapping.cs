using System.Text;
using MailFront.Admin;
using MailFront.Admin.Queues;
using MailFront.Authentication;
using MailFront.Authentication.Lanes;
using MailFront.Authentication.Names;
using MailFront.Configuration.Settings;

namespace MailFront.Composition;

/// <summary>What the administration interface is given.</summary>
internal static class AdminMapping
{
    /// <summary>Where it is served.</summary>
    public static AdminOptions Options(AdminSettings settings) => new()
    {
        SocketPath = settings.SocketPath,
        IsSocketOptional = settings.IsSocketOptional,
        MetricsEndPoint = settings.MetricsListen,
    };

    /// <summary>The checkers of <paramref name="set"/> now.</summary>
    public static IReadOnlyList<CheckerView> Checkers(CheckerSet set) => [.. set.Groups.Select(group => View(group.TakeSnapshot()))];

    /// <summary>The line before the policy server of <paramref name="set"/> now.</summary>
    public static IReadOnlyList<CheckerView> PolicyServers(CheckerSet set) => [.. set.TakePolicySnapshots().Select(now => View(now, "allowed", "refused"))];

    /// <summary>The lines before what mechanisms of <paramref name="set"/> ask now.</summary>
    public static IReadOnlyList<CheckerView> Mechanisms(CheckerSet set) => [.. set.TakeMechanismSnapshots().Select(now => View(now))];

    /// <summary>Makes the gateway forget; answers the canonical name, or null when <paramref name="user"/> is no user name.</summary>
    public static string? Forget(AuthenticationGateway gateway, LoginSettings login, string user)
    {
        var name = new UserNamePolicy(ServiceMapping.Names(login)).Canonicalise(Encoding.UTF8.GetBytes(user));
        if (!name.IsAccepted)
        {
            return null;
        }

        gateway.Forget(name.Name);
        return name.Name;
    }

    private static CheckerView View(GroupSnapshot now, string yes = "accepted", string no = "wrong") =>
        new(now.Name, [.. now.Classes.Select(line => Class(line, yes, no))], [.. now.Endpoints.Select(Endpoint)]);

    private static ClassView Class(ClassSnapshot now, string yes, string no) => new(MetricNames.Of(now.Class), now.Waiting, now.Running)
    {
        Ended = new Dictionary<string, long>
        {
            [yes] = now.Accepted,
            [no] = now.Wrong,
            ["unknown_user"] = now.UnknownUser,
            ["unavailable"] = now.Unavailable,
            ["failed_over"] = now.FailedOver,
            ["down"] = now.Down,
            ["overloaded"] = now.Overloaded,
            ["displaced"] = now.Displaced,
            ["expired"] = now.Expired,
            ["abandoned"] = now.Abandoned,
        },
        Wait = Duration(now.Wait),
        RunSuccess = Duration(now.RunSuccess),
        RunFailure = Duration(now.RunFailure),
    };

    private static EndpointView Endpoint(EndpointSnapshot now) =>
        new(now.Name, now.Running, now.Limit, MetricNames.Of(now.Breaker)) { Failures = now.Failures };

    private static DurationView Duration(DurationSnapshot now) => new(now.Count, now.Sum.TotalSeconds, DurationSnapshot.Bounds, now.Buckets);
}
