using MailFront.Load.Measuring;

namespace MailFront.Load.Runs;

/// <summary>
/// Logins in a closed loop: every connection starts its next session when the last one has ended. It finds the highest rate; its
/// latencies say little, because a slow server also slows the arrivals.
/// </summary>
internal sealed class ClosedLoginRun(LoadRun run)
{
    private const int PauseAfterFailureMilliseconds = 10;

    private volatile bool _isOver;

    /// <summary>Runs the connections through the window.</summary>
    public async Task<RunResult> RunAsync(CancellationToken cancellationToken)
    {
        var loops = Enumerable.Range(0, run.Options.Connections).Select(_ => LoopAsync(cancellationToken)).ToArray();
        var seconds = await run.PassWindowAsync(cancellationToken);
        _isOver = true;
        await Task.WhenAll(loops);
        return new RunResult { Options = run.Options, Recorder = run.Recorder, Cpu = run.Cpu, WindowSeconds = seconds };
    }

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        while (!_isOver)
        {
            if (!await SessionAsync())
            {
                await Task.Delay(TimeSpan.FromMilliseconds(PauseAfterFailureMilliseconds), run.Clock.Time, cancellationToken);
            }
        }
    }

    private async Task<bool> SessionAsync()
    {
        var started = run.Clock.Now;
        using var session = run.NewSession();
        try
        {
            await session.LoginAsync(run.NextUser());
            run.Recorder.LoggedIn();
            var latency = run.Clock.Now - started;
            await session.LogoutAsync();
            run.Recorder.Succeeded(latency, run.Clock.Now);
            return true;
        }
        catch (OperationFailedException failure)
        {
            run.Recorder.FailedAt(failure.Step, failure.Reason, run.Clock.Now - started, run.Clock.Now);
            return false;
        }
    }
}
