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
        catch (OperationCanceledException) when (signals.Stopping.IsCancellationRequested)
        {
            // Told to stop while starting: nobody was served yet.
            return ExitCode.Success;
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
        frontDoor.ProcessMetrics = [new LogMetrics(() => logging.Dropped)];
        var open = await frontDoor.StartAsync(signals.Stopping);
        if (open.Count == 0)
        {
            return ExitCode.CannotListen;
        }

        var line = ReadyLine(open);
        ReadyAnnouncement.Write(line);
        await notifier.ReadyAsync(line);
        var reloader = new Reloader(_files, frontDoor, _time, logger);
        while (await signals.NextAsync() == ServerSignal.Reload)
        {
            await notifier.ReloadingAsync();
            logging.Reopen();
            frontDoor.ReopenFiles();
            await reloader.ReloadAsync(signals.Stopping);
            await notifier.ReadyAsync(ReadyLine(frontDoor.Listeners));
        }

        await notifier.StoppingAsync("draining");
        return await frontDoor.DrainAsync() ? ExitCode.Success : ExitCode.ShutdownForced;
    }

    private static string ReadyLine(IReadOnlyList<string> open) => $"MailFront ready {string.Join(' ', open)}";

    private static string Version() =>
        typeof(ServerProcess).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
