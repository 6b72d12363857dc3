using MailFront.Composition;
using MailFront.Configuration;
using Microsoft.Extensions.Logging;

namespace MailFront.Serving;

/// <summary>
/// One reload after the other: first reads everything that can fail or hang, away from the loop that hears signals and within a bound,
/// then puts it into force. Whatever goes wrong, the server goes on with what it had.
/// </summary>
internal sealed class Reloader
{
    /// <summary>Longest time for reading files and resolving names: less than the 90 s that systemd waits for a reload.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly ConfigurationFiles _files;
    private readonly FrontDoor _frontDoor;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private Task<PreparedReload?> _preparation = Task.FromResult<PreparedReload?>(null);

    public Reloader(ConfigurationFiles files, FrontDoor frontDoor, TimeProvider time, ILogger logger)
    {
        _files = files;
        _frontDoor = frontDoor;
        _time = time;
        _logger = logger;
    }

    /// <summary>Reloads. Never throws; ends at once, without effect, when <paramref name="stopping"/> is cancelled while files are read.</summary>
    public async Task ReloadAsync(CancellationToken stopping)
    {
        if (!_preparation.IsCompleted)
        {
            Log.ReloadRefused(_logger, null, "the one before still waits for a file or a name server");
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var token = end.Token;

        // Opening a FIFO or a file of a dead server blocks a thread and cannot be cancelled; only the one refused above is ever lost to it.
        _preparation = Task.Run(() => PrepareAsync(token), CancellationToken.None);
        try
        {
            if (await _preparation.WaitAsync(Bound, _time, stopping) is { } prepared)
            {
                await _frontDoor.PublishAsync(prepared);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The drain comes next.
        }
        catch (TimeoutException) when (!_preparation.IsCompleted)
        {
            Log.ReloadRefused(_logger, null, $"a file or a name server gave no answer within {Bound.TotalSeconds} s");
        }
        catch (Exception e)
        {
            Log.ReloadRefused(_logger, e, e.Message);
        }

        if (!_preparation.IsCompleted)
        {
            await end.CancelAsync();
            _preparation = DropAsync(_preparation);
        }
    }

    private async Task<PreparedReload?> PrepareAsync(CancellationToken cancellationToken)
    {
        var loaded = _files.Load();
        if (loaded.Settings is { } settings)
        {
            return await _frontDoor.PrepareAsync(settings, cancellationToken);
        }

        foreach (var finding in loaded.Diagnostics.Where(finding => finding.Severity == DiagnosticSeverity.Error))
        {
            Log.ReloadRefused(_logger, null, finding.ToString());
        }

        return null;
    }

    // Ends without an exception: nobody waits for it.
    private async Task<PreparedReload?> DropAsync(Task<PreparedReload?> late)
    {
        try
        {
            if (await late is { } prepared)
            {
                await prepared.DisposeAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Given up.
        }
        catch (Exception e)
        {
            Log.BackgroundFailed(_logger, e, "reload that was given up");
        }

        return null;
    }
}
