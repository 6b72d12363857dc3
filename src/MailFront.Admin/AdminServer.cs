using System.Net;
using System.Net.Sockets;
using MailFront.Transport.Listening;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MailFront.Admin;

/// <summary>
/// Serves the administration interface on its unix socket and the metrics on their address, each by a small web server of its own. What
/// cannot be opened is told in the log and left out: logins do not depend on it.
/// </summary>
public sealed class AdminServer
{
    // People and a scraper or two.
    private const int MostConnections = 64;
    private const int MostHeaderBytes = 8 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan _headerDeadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _idle = TimeSpan.FromMinutes(2);

    private readonly AdminOptions _options;
    private readonly AdminApi _api;
    private readonly ILogger _logger;

    /// <summary>Makes the server; nothing is open yet.</summary>
    public AdminServer(AdminOptions options, AdminRooms rooms, TimeProvider time, ILogger<AdminServer> logger)
    {
        _options = options;
        _logger = logger;
        var started = time.GetTimestamp();
        _api = new AdminApi(rooms, () => time.GetElapsedTime(started));
    }

    /// <summary>Serves until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Loading a web server takes a moment, for which the caller does not wait.
        await Task.Yield();
        await using var interfaceApp = await OpenInterfaceAsync(cancellationToken);
        await using var metricsApp = await OpenMetricsAsync(cancellationToken);
        if (interfaceApp is not null || metricsApp is not null)
        {
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = cancellationToken.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), stopped);
            await stopped.Task;
        }

        await StopAsync(interfaceApp);
        await StopAsync(metricsApp);
    }

    private async Task<WebApplication?> OpenInterfaceAsync(CancellationToken cancellationToken)
    {
        if (_options.SocketPath is not { } path)
        {
            return null;
        }

        var folder = Path.GetDirectoryName(path) ?? "/";
        if (_options.IsSocketOptional && !System.IO.Directory.Exists(folder))
        {
            Log.NoFolder(_logger, folder);
            return null;
        }

        var app = Build(kestrel => kestrel.ListenUnixSocket(path), _api.MapAll);
        if (await TryStartAsync(app, "the administration interface", path, cancellationToken))
        {
            Log.SocketOpen(_logger, path);
            return app;
        }

        return null;
    }

    private async Task<WebApplication?> OpenMetricsAsync(CancellationToken cancellationToken)
    {
        if (_options.MetricsEndPoint is not { } endPoint)
        {
            return null;
        }

        ListenOptions? listener = null;
        var app = Build(kestrel => kestrel.Listen(endPoint, options => listener = options), _api.MapMetrics);
        if (await TryStartAsync(app, "metrics", endPoint.ToString(), cancellationToken))
        {
            Log.MetricsOpen(_logger, (listener?.IPEndPoint ?? endPoint).ToString());
            return app;
        }

        return null;
    }

    private async Task<bool> TryStartAsync(WebApplication app, string what, string place, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is IOException or SocketException or UnauthorizedAccessException or InvalidOperationException)
        {
            Log.CannotOpen(_logger, what, place, exception.Message);
            await app.DisposeAsync();
            return false;
        }
    }

    private WebApplication Build(Action<KestrelServerOptions> listen, Action<IEndpointRouteBuilder> map)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
            kestrel.Limits.RequestHeadersTimeout = _headerDeadline;
            kestrel.Limits.KeepAliveTimeout = _idle;
            listen(kestrel);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.Configure<SocketTransportOptions>(options => options.CreateBoundListenSocket = Bind);
        var app = builder.Build();
        app.Use(GuardAsync);
        app.UseRouting();
        map(app);
        return app;
    }

    // Nobody can connect before Listen, and by then the file has its mode.
    private static Socket Bind(EndPoint endPoint)
    {
        if (endPoint is not UnixDomainSocketEndPoint unix || unix.ToString() is not { } path)
        {
            return SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        }

        UnixSocketFile.RemoveStale(path);
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, OwnerOnly);
            }

            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The asker has left.
        }
        catch (Exception exception)
        {
            Log.RequestFailed(_logger, exception);
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }
        }
    }

    private static async Task StopAsync(WebApplication? app)
    {
        if (app is not null)
        {
            // The process stops: nobody's answer is waited for.
            await app.StopAsync(new CancellationToken(canceled: true));
        }
    }
}
