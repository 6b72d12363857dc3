using MailFront.Admin.Queues;
using MailFront.Admin.Status;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace MailFront.Admin.Routes;

/// <summary><c>GET /status</c> and <c>GET /queue</c>.</summary>
internal sealed class ViewRoutes(AdminRooms rooms, Func<TimeSpan> uptime) : IAdminRoutes
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/status", context => AdminAnswer.WriteAsync(context, StatusView.Of(rooms, uptime()), AdminJson.Default.StatusView));
        routes.MapGet("/queue", context => AdminAnswer.WriteAsync(context, new QueueView(rooms.Checkers()), AdminJson.Default.QueueView));
    }
}
