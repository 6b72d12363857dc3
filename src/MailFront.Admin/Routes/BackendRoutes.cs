using MailFront.Admin.Backends;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace MailFront.Admin.Routes;

/// <summary><c>GET /backends</c>.</summary>
internal sealed class BackendRoutes(AdminRooms rooms) : IAdminRoutes
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/backends", context => AdminAnswer.WriteAsync(context, new BackendsView(rooms.Backends()), AdminJson.Default.BackendsView));
}
