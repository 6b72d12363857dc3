using Microsoft.Extensions.Logging;

namespace MailFront.Serving;

/// <summary>What runs beside the sessions until the process stops. Each piece is observed: one that fails leaves a line and ends alone.</summary>
internal sealed class BackgroundWork : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _running = [];
    private readonly ILogger _logger;

    /// <summary>Nothing runs yet; failures go to <paramref name="logger"/>.</summary>
    public BackgroundWork(ILogger logger) => _logger = logger;

    /// <summary>Cancelled when the process stops.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Starts <paramref name="work"/>. From one thread at a time.</summary>
    public void Keep(string name, Func<CancellationToken, Task> work)
    {
        _running.RemoveAll(task => task.IsCompleted);
        _running.Add(RunAsync(name, work));
    }

    /// <summary>Asks everything to end; <see cref="WhenEndedAsync"/> says when it has.</summary>
    public Task StopAsync() => _stopping.CancelAsync();

    /// <summary>Completes when nothing runs any more. Never fails.</summary>
    public Task WhenEndedAsync() => Task.WhenAll(_running);

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(string name, Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The process stops.
        }
        catch (Exception e)
        {
            Log.BackgroundFailed(_logger, e, name);
        }
    }
}
