using Microsoft.AspNetCore.Routing;

namespace MailFront.Admin.Routes;

/// <summary>Paths of the administration interface that belong together.</summary>
internal interface IAdminRoutes
{
    /// <summary>Maps them.</summary>
    void Map(IEndpointRouteBuilder routes);
}
