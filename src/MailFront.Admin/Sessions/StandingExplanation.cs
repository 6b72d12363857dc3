using System.Net;
using MailFront.Defence;
using MailFront.Defence.Login;
using MailFront.Protocol;
using MailFront.Sessions;

namespace MailFront.Admin.Sessions;

/// <summary>What past logins say of a user or an address, and the class a login would get now.</summary>
public sealed class StandingExplanation(SessionRooms rooms) : IExplanationSource
{
    // RFC 5737: nobody comes from there.
    private static readonly IPAddress _anotherPlace = new([192, 0, 2, 0]);

    /// <inheritdoc/>
    public IEnumerable<string> Explain(ExplanationSubject subject)
    {
        var now = rooms.Time.GetElapsedTime(0, rooms.Time.GetTimestamp());
        yield return rooms.Defence.Options.Mode switch
        {
            DefenceMode.Observe => "mailfront_defence is observe: verdicts and rules are told, and not carried out",
            DefenceMode.Off => "mailfront_defence is off: nobody is judged, and no rule is asked",
            _ => "mailfront_defence is enforce",
        };
        yield return rooms.Evidence.IsAlarmed(now) ? "a botnet is at work: stricter rules hold for whoever is not proven" : "no botnet is detected";
        if (subject.Address is { } address)
        {
            var standing = rooms.Evidence.StandingOf(address, now);
            yield return $"{address}: {Users(standing.ProvenUsers)} logged in from its network lately; what comes next from there is {(standing.IsSuspect ? "suspect" : "not suspect")}";
        }

        var users = subject.User is { } named ? [named] : Users(subject);
        foreach (var user in users)
        {
            foreach (var place in PlacesOf(subject, user))
            {
                yield return Login(user, place, now);
            }
        }

        if (subject.User is { } asked && subject.Address is null && subject.Session is null)
        {
            yield return Login(asked, _anotherPlace, now);
        }
    }

    private static string Users(int count) => count == 1 ? "1 user has" : $"{count} users have";

    private static IEnumerable<string> Users(ExplanationSubject subject) =>
        subject.Open.Select(row => row.User).OfType<string>().Distinct().Order(StringComparer.Ordinal).Take(RuleExplanation.MostLines);

    private static IEnumerable<IPAddress?> PlacesOf(ExplanationSubject subject, string user) => subject.Address is { } address
        ? [address]
        : subject.Open.Where(row => row.User == user).Select(row => SessionView.Plain(row.Source)).Distinct().Take(RuleExplanation.MostLines);

    private string Login(string user, IPAddress? place, TimeSpan now)
    {
        var facts = new LoginFacts(user, place);
        var assessment = rooms.Evidence.Foresee(facts, now);
        var from = Equals(place, _anotherPlace) ? "from a new place" : place is null ? "over a unix socket" : $"from {place}";
        return $"{LoggableText.From(user)} {from}: a login with a password nobody has tried would be asked about as {assessment.Class.ToString().ToLowerInvariant()}; "
            + $"{EvidenceWords.Of(assessment.Because)}; distinct wrong passwords that count there: {rooms.Evidence.FailuresOf(facts, now)}";
    }
}
