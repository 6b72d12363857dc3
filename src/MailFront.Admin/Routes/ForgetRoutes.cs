using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MailFront.Admin.Routes;

/// <summary><c>POST /forget/USER</c>.</summary>
internal sealed class ForgetRoutes(AdminRooms rooms) : IAdminRoutes
{
    private const string Prefix = "/forget/";

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost(Prefix + "{**user}", ForgetAsync);

    private Task ForgetAsync(HttpContext context)
    {
        if (rooms.Forget(AdminAnswer.TailOf(context, Prefix)) is { } name)
        {
            return AdminAnswer.WriteAsync(context, new ForgottenView(name), AdminJson.Default.ForgottenView);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
