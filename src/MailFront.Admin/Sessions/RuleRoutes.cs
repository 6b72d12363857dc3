using MailFront.Admin.Routes;
using MailFront.Defence.Rules;
using MailFront.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MailFront.Admin.Sessions;

/// <summary><c>GET /rules</c>, <c>POST /rules/add</c>, <c>/rules/remove</c> and <c>/rules/mode</c>; each answers the rules in force.</summary>
internal sealed class RuleRoutes(SessionControl control) : IAdminRoutes
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rules", AnswerAsync);
        routes.MapPost("/rules/add", AddAsync);
        routes.MapPost("/rules/remove", RemoveAsync);
        routes.MapPost("/rules/mode", SetModeAsync);
    }

    private Task AnswerAsync(HttpContext context) => AdminAnswer.WriteAsync(context, control.RulesNow(), AdminJson.Default.RulesView);

    private Task AddAsync(HttpContext context)
    {
        var name = context.Request.Query["name"].ToString();
        if (!RuleParser.TryParse(name, context.Request.Query["rule"].ToString(), out var rule, out var error))
        {
            return AdminAnswer.RefuseAsync(context, StatusCodes.Status400BadRequest, $"rule {LoggableText.From(name)}: {error}");
        }

        if (context.Request.Query["observe"] == "true")
        {
            rule = rule with { Mode = RuleMode.Observe };
        }

        return FinishAsync(context, control.Rules.Book.Add(rule), name, "added", $"{rule.Text} {MetricNames.Of(rule.Mode)}");
    }

    private Task RemoveAsync(HttpContext context)
    {
        var name = context.Request.Query["name"].ToString();
        return FinishAsync(context, control.Rules.Book.Remove(name), name, "removed", string.Empty);
    }

    private Task SetModeAsync(HttpContext context)
    {
        var name = context.Request.Query["name"].ToString();
        if (!Enum.TryParse(context.Request.Query["mode"].ToString(), ignoreCase: true, out RuleMode mode) || !Enum.IsDefined(mode))
        {
            return AdminAnswer.RefuseAsync(context, StatusCodes.Status400BadRequest, "mode: expected enforce or observe");
        }

        return FinishAsync(context, control.Rules.Book.SetMode(name, mode), name, "changed", MetricNames.Of(mode));
    }

    private Task FinishAsync(HttpContext context, RuleBookOutcome outcome, string name, string change, string text)
    {
        var shown = LoggableText.From(name).ToString();
        switch (outcome)
        {
            case RuleBookOutcome.Done:
                control.Rules.NoteChange(shown, change, text);
                return AnswerAsync(context);
            case RuleBookOutcome.NotFound:
                return AdminAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, $"there is no rule {shown}");
            case RuleBookOutcome.NameTaken:
                return AdminAnswer.RefuseAsync(
                    context, StatusCodes.Status409Conflict, $"the configuration has a rule {shown}: change it there, or take another name");
            default:
                return AdminAnswer.RefuseAsync(context, StatusCodes.Status409Conflict, $"there are {RuleLimits.MaxRules} rules already");
        }
    }
}
