using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MailFront.Admin.Metrics;
using MailFront.Admin.Queues;
using MailFront.Admin.Status;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace MailFront.Admin;

/// <summary>The paths of the administration interface.</summary>
internal sealed class AdminApi
{
    private const string ForgetPrefix = "/forget/";

    private readonly AdminRooms _rooms;
    private readonly Func<TimeSpan> _uptime;
    private readonly IMetricSource[] _metrics;

    public AdminApi(AdminRooms rooms, Func<TimeSpan> uptime)
    {
        _rooms = rooms;
        _uptime = uptime;
        _metrics = [new ServerMetrics(rooms), new CheckerMetrics(rooms.Checkers), .. rooms.MoreMetrics];
    }

    /// <summary>Maps everything.</summary>
    public void MapAll(IEndpointRouteBuilder routes)
    {
        MapMetrics(routes);
        routes.MapGet("/status", context => AnswerAsync(context, StatusView.Of(_rooms, _uptime()), AdminJson.Default.StatusView));
        routes.MapGet("/queue", context => AnswerAsync(context, new QueueView(_rooms.Checkers()), AdminJson.Default.QueueView));
        routes.MapPost(ForgetPrefix + "{**user}", ForgetAsync);
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

    private Task ForgetAsync(HttpContext context)
    {
        // From the request line itself: decoding of paths leaves %2F as it is, and a user's name may have a slash.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var end = target.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 ? target : target[..end];
        var user = path.StartsWith(ForgetPrefix, StringComparison.Ordinal) ? Uri.UnescapeDataString(path[ForgetPrefix.Length..]) : string.Empty;
        if (_rooms.Forget(user) is { } name)
        {
            return AnswerAsync(context, new ForgottenView(name), AdminJson.Default.ForgottenView);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    private static Task AnswerAsync<T>(HttpContext context, T answer, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(context.Response.Body, answer, type, context.RequestAborted);
    }
}
