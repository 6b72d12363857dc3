using MailFront.Load.Measuring;

namespace MailFront.Load.Runs;

/// <summary>
/// Logins in an open loop with Poisson arrivals. Latency runs from the moment an arrival was meant to start, whatever the server or
/// the generator did meanwhile, so that waiting is never left out (no coordinated omission); failures count as the timeout.
/// </summary>
internal sealed class OpenLoginRun(LoadRun run)
{
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open = 1;

    /// <summary>Runs the arrivals through the window, then waits for what is still open.</summary>
    public async Task<RunResult> RunAsync(CancellationToken cancellationToken)
    {
        var window = run.PassWindowAsync(cancellationToken);
        var arrivals = new Thread(() => Arrive(cancellationToken)) { IsBackground = true, Name = "arrivals" };
        arrivals.Start();
        var seconds = await window;
        await _drained.Task;
        return new RunResult { Options = run.Options, Recorder = run.Recorder, Cpu = run.Cpu, WindowSeconds = seconds };
    }

    private void Arrive(CancellationToken cancellationToken)
    {
        var random = new Random(run.Options.Seed);
        var next = run.Clock.Now;
        var end = next + (long)((run.Options.WarmupSeconds + run.Options.Seconds) * LoadClock.Second);
        while (next < end && !cancellationToken.IsCancellationRequested)
        {
            PreciseSleep.For(next - run.Clock.Now);
            run.Recorder.Started(run.Clock.Now - next);
            if (Volatile.Read(ref _open) > run.Options.Connections)
            {
                run.Recorder.FailedAt(Step.Connect, FailureReason.Overload, 0, next);
            }
            else
            {
                Interlocked.Increment(ref _open);

                // The session never fails: it records every outcome, and leaving it is what the run waits for.
                _ = SessionAsync(next);
            }

            next += (long)(-Math.Log(1 - random.NextDouble()) / run.Options.Rate * LoadClock.Second);
        }

        Leave();
    }

    private async Task SessionAsync(long intended)
    {
        using (var session = run.NewSession())
        {
            try
            {
                await session.LoginAsync(run.NextUser());
                run.Recorder.LoggedIn();
                var latency = run.Clock.Now - intended;
                await session.LogoutAsync();
                run.Recorder.Succeeded(latency, intended);
            }
            catch (OperationFailedException failure)
            {
                run.Recorder.FailedAt(failure.Step, failure.Reason, run.Clock.Now - intended, intended);
            }
        }

        Leave();
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _drained.SetResult();
        }
    }
}
