using System.Globalization;
using System.Net;
using MailFront.Admin.Routes;
using MailFront.Defence.Rules;
using MailFront.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MailFront.Admin.Sessions;

/// <summary><c>GET /sessions</c>, <c>GET /top</c>, <c>GET /explain/WHAT</c> and <c>POST /kick</c>.</summary>
internal sealed class SessionRoutes(SessionControl control) : IAdminRoutes
{
    private const string Explain = "/explain/";
    private const int DefaultLimit = 100;
    private const int DefaultTop = 10;

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sessions", ListAsync);
        routes.MapGet("/top", context => TryLimit(context, DefaultTop, out var most)
            ? AdminAnswer.WriteAsync(context, control.Top(most), AdminJson.Default.TopView)
            : RefuseLimitAsync(context));
        routes.MapGet(Explain + "{**what}", ExplainAsync);
        routes.MapPost("/kick", KickAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        Condition? condition = null;
        if (context.Request.Query["where"].ToString() is { Length: > 0 } where && !RuleParser.TryParseCondition(where, out condition, out var error))
        {
            return AdminAnswer.RefuseAsync(context, StatusCodes.Status400BadRequest, $"where: {error}");
        }

        return TryLimit(context, DefaultLimit, out var most)
            ? AdminAnswer.WriteAsync(context, control.List(condition, most), AdminJson.Default.SessionsView)
            : RefuseLimitAsync(context);
    }

    private Task ExplainAsync(HttpContext context)
    {
        IPAddress? from = null;
        if (context.Request.Query["from"].ToString() is { Length: > 0 } place && !SessionControl.TryAddress(place, out from))
        {
            return AdminAnswer.RefuseAsync(context, StatusCodes.Status400BadRequest, $"from: '{LoggableText.From(place)}' is no address");
        }

        return AdminAnswer.TailOf(context, Explain) is { Length: > 0 } what
            ? AdminAnswer.WriteAsync(context, control.Explain(what, from), AdminJson.Default.ExplanationView)
            : AdminAnswer.RefuseAsync(context, StatusCodes.Status400BadRequest, "explain what: an address, a user or a session id?");
    }

    private Task KickAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (where, name) = (query["where"].ToString(), query["name"].ToString());
        var isDryRun = query["dryrun"] == "true";
        if (where.Length == 0 == (name.Length == 0))
        {
            return AdminAnswer.RefuseAsync(context, StatusCodes.Status400BadRequest, "kick whom: either where, or the name of a user or a session");
        }

        KickedView kicked;
        if (name.Length > 0)
        {
            var isSession = control.IsOpen(name);
            kicked = control.Kick(
                row => isSession ? row.Id == name : row.User == name, $"{(isSession ? "session" : "user")} {LoggableText.From(name)}", isDryRun);
        }
        else if (RuleParser.TryParseCondition(where, out var condition, out var error))
        {
            kicked = control.Kick(row => condition.Matches(row), $"where {condition.Text}", isDryRun);
        }
        else
        {
            return AdminAnswer.RefuseAsync(context, StatusCodes.Status400BadRequest, $"where: {error}");
        }

        return kicked.Closed > 0
            ? AdminAnswer.WriteAsync(context, kicked, AdminJson.Default.KickedView)
            : AdminAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, "no open connection matches");
    }

    // 0 for all.
    private static bool TryLimit(HttpContext context, int whenNotSet, out int most)
    {
        most = whenNotSet;
        var text = context.Request.Query["limit"].ToString();
        var isGood = text.Length == 0 || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out most);
        most = most == 0 ? int.MaxValue : most;
        return isGood;
    }

    private static Task RefuseLimitAsync(HttpContext context) =>
        AdminAnswer.RefuseAsync(context, StatusCodes.Status400BadRequest, "limit: expected a whole number; 0 for all");
}
