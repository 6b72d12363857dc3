using System.Globalization;
using MailFront.Admin.Routes;
using MailFront.Defence.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MailFront.Admin.Lists;

/// <summary><c>GET /bans</c>, <c>POST /ban/TARGET?for=SECONDS&amp;reason=TEXT&amp;kick=1</c> and <c>POST /unban/TARGET</c>.</summary>
internal sealed class ListRoutes(ListRooms rooms) : IAdminRoutes
{
    private const string BanPrefix = "/ban/";
    private const string UnbanPrefix = "/unban/";

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/bans", context => AdminAnswer.WriteAsync(context, BansView.Of(rooms), AdminJson.Default.BansView));
        routes.MapPost(BanPrefix + "{**target}", context => AnswerAsync(context, BanPrefix, target => Ban(context.Request.Query, target)));
        routes.MapPost(UnbanPrefix + "{**target}", context => AnswerAsync(context, UnbanPrefix, Unban));
    }

    private Task AnswerAsync(HttpContext context, string prefix, Func<BanTarget, BanAnswer> act)
    {
        var text = AdminAnswer.TailOf(context, prefix);
        var answer = rooms.Target(text) is { } target
            ? act(target)
            : new BanAnswer(false, $"{text} is no address, network or {BanTarget.UserMark}NAME");
        return AdminAnswer.WriteAsync(context, answer, AdminJson.Default.BanAnswer);
    }

    private BanAnswer Ban(IQueryCollection query, BanTarget target)
    {
        var seconds = long.TryParse(query["for"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given <= int.MaxValue ? given : 0;
        var now = rooms.Time.GetElapsedTime(0);
        var outcome = rooms.Lists.Ban(target, TimeSpan.FromSeconds(seconds), query["reason"], now);
        if (outcome.Ban is not { } ban)
        {
            return new BanAnswer(false, $"not banned: {Refusal(target, outcome)}");
        }

        var ended = rooms.Enforce(ban, query["kick"] == "1");
        var view = BansView.ViewOf(ban, now, rooms.Time.GetUtcNow());
        var except = outcome.Protection is { } place ? $"; what {place} protects still comes in" : string.Empty;
        var until = view.Until.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new BanAnswer(true, $"banned: {target} until {until}, {ended} connections ended{except}{(rooms.IsEnforced() ? string.Empty : "; mailfront_defence is not enforce: nobody is kept out")}") { Ban = view, Ended = ended };
    }

    private BanAnswer Unban(BanTarget target)
    {
        if (rooms.Lists.Bans.Remove(target))
        {
            rooms.NoteUnbanned(target);
            return new BanAnswer(true, $"unbanned: {target}");
        }

        var wider = target.User is null ? rooms.Lists.Bans.Find(target.Network.ToAddress(), rooms.Time.GetElapsedTime(0)) : null;
        return new BanAnswer(false, $"{target} is not banned{(wider is null ? string.Empty : $", but {wider.Target} is")}");
    }

    private static string Refusal(BanTarget target, BanOutcome outcome) => outcome.Status switch
    {
        BanStatus.Protected => $"{target} is in {outcome.Protection}",
        BanStatus.TooWide => $"{target} is wider than /{BanLimits.WidestV4} of IPv4 or /{BanLimits.WidestV6} of IPv6; write it into mailfront_deny if it is meant",
        _ => $"a ban lasts from {BanLimits.Shortest.TotalSeconds} s to {BanLimits.Longest.TotalDays} days; write what shall last into mailfront_deny_file",
    };
}
