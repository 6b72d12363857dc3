using MailFront.Admin.Lists;
using MailFront.Admin.Metrics;
using MailFront.Admin.Routes;
using MailFront.Admin.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MailFront.Admin;

/// <summary>The paths of the administration interface.</summary>
internal sealed class AdminApi
{
    private readonly IAdminRoutes[] _routes;
    private readonly IMetricSource[] _metrics;

    public AdminApi(AdminRooms rooms, Func<TimeSpan> uptime)
    {
        _routes =
        [
            new ViewRoutes(rooms, uptime),
            new ForgetRoutes(rooms),
            new BackendRoutes(rooms),
            new SessionRoutes(rooms.Sessions),
            new RuleRoutes(rooms.Sessions),
            .. rooms.Lists is { } lists ? [new ListRoutes(lists)] : Array.Empty<IAdminRoutes>(),
        ];
        _metrics = [new ServerMetrics(rooms), new LaneMetrics("checker", "Password questions", rooms.Checkers), .. rooms.MoreMetrics];
    }

    /// <summary>Maps everything.</summary>
    public void MapAll(IEndpointRouteBuilder routes)
    {
        MapMetrics(routes);
        foreach (var group in _routes)
        {
            group.Map(routes);
        }
    }

    /// <summary>Maps <c>/metrics</c> alone.</summary>
    public void MapMetrics(IEndpointRouteBuilder routes) => routes.MapGet("/metrics", context =>
    {
        var text = new MetricsText();
        foreach (var source in _metrics)
        {
            source.Write(text);
        }

        context.Response.ContentType = MetricsText.MediaType;
        return context.Response.WriteAsync(text.ToString(), context.RequestAborted);
    });
}
