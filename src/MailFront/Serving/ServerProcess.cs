using System.Reflection;
using MailFront.Composition;
using MailFront.Configuration;
using MailFront.Configuration.Settings;
using MailFront.Directory;
using MailFront.Logging;
using Microsoft.Extensions.Logging;

namespace MailFront.Serving;

/// <summary>The life of <c>mailfront serve</c>: read, start, reload on SIGHUP, drain on SIGTERM or SIGINT, exit code.</summary>
internal sealed class ServerProcess
{
    private readonly ConfigurationFiles _files;
    private readonly TimeProvider _time;

    public ServerProcess(ConfigurationFiles files, TimeProvider time)
    {
        _files = files;
        _time = time;
    }

    /// <summary>Serves until told to stop.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var signals = new ServerSignals(cancellationToken);
        var loaded = _files.Load();
        if (loaded.Settings is not { } settings)
        {
            Console.Error.Write(DiagnosticReport.ToText(loaded.Diagnostics));
            return ExitCode.BadConfiguration;
        }

        using var logging = ServerLogging.Start(settings);
        var logger = logging.Factory.CreateLogger("mailfront");
        foreach (var finding in loaded.Diagnostics.Where(finding => finding.Severity == DiagnosticSeverity.Warning))
        {
            Log.ConfigurationWarning(logger, finding.ToString());
        }

        try
        {
            return await ServeAsync(settings, logging, logger, signals);
        }
        catch (DirectoryException e)
        {
            Log.CannotStart(logger, e.Message);
            return ExitCode.BadConfiguration;
        }
        catch (Exception e)
        {
            Log.Failed(logger, e);
            return ExitCode.InternalError;
        }
    }

    private async Task<int> ServeAsync(FrontendSettings settings, ServerLogging logging, ILogger logger, ServerSignals signals)
    {
        var notifier = new ServiceNotifier(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"), _time);
        await using var frontDoor = await FrontDoor.CreateAsync(settings, Version(), _time, logging.Factory, signals.Stopping);
        var open = await frontDoor.StartAsync(signals.Stopping);
        if (open.Count == 0)
        {
            return ExitCode.CannotListen;
        }

        var line = $"MailFront ready {string.Join(' ', open)}";
        Console.Out.WriteLine(line);
        Console.Out.Flush();
        notifier.Ready(line);
        while (await signals.NextAsync() == ServerSignal.Reload)
        {
            notifier.Reloading();
            logging.Reopen();
            await ReloadAsync(frontDoor, logger, signals.Stopping);
            notifier.Ready(line);
        }

        notifier.Stopping("draining");
        return await frontDoor.DrainAsync() ? ExitCode.Success : ExitCode.ShutdownForced;
    }

    private async Task ReloadAsync(FrontDoor frontDoor, ILogger logger, CancellationToken cancellationToken)
    {
        var loaded = _files.Load();
        if (loaded.Settings is { } settings)
        {
            await frontDoor.ReloadAsync(settings, cancellationToken);
            return;
        }

        foreach (var finding in loaded.Diagnostics.Where(finding => finding.Severity == DiagnosticSeverity.Error))
        {
            Log.ReloadRefused(logger, finding.ToString());
        }
    }

    private static string Version() =>
        typeof(ServerProcess).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
