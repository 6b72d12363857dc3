using MailFront.Load.Clients;
using MailFront.Load.Measuring;

namespace MailFront.Load.Runs;

/// <summary>
/// Connections whose wrong password waits for its delayed answer: what does each cost in memory, and all of them in CPU, and is each
/// answered with a no in the end?
/// </summary>
internal sealed class ParkRun(LoadRun run)
{
    /// <summary>Opens the connections, offers a wrong password on each, holds them for the time of the run, then waits for the answers.</summary>
    public async Task<RunResult> RunAsync(CancellationToken cancellationToken)
    {
        var processes = new ProcessTree(run.Options.Pids);
        var before = processes.Memory();
        var began = run.Clock.Now;
        var sessions = await OpenSessions.AllAsync(run, static (session, number) => session.OfferAsync(number));
        var setup = (run.Clock.Now - began) / (double)LoadClock.Second;
        try
        {
            var seconds = await run.PassWindowAsync(cancellationToken);
            var held = processes.Memory();
            var answered = await Task.WhenAll(sessions.Select(RefusedAsync));
            return new RunResult
            {
                Options = run.Options,
                Recorder = run.Recorder,
                Cpu = run.Cpu,
                WindowSeconds = seconds,
                SetupSeconds = setup,
                Held = sessions.Count,
                Verified = answered.Count(wasRefused => wasRefused),
                MemoryBefore = before,
                MemoryHeld = held,
            };
        }
        finally
        {
            foreach (var session in sessions)
            {
                session.Dispose();
            }
        }
    }

    private async Task<bool> RefusedAsync(MailSession session)
    {
        var started = run.Clock.Now;
        try
        {
            session.Connection.Arm();
            await session.Client.RefusedAsync();
            run.Recorder.Succeeded(run.Clock.Now - started, run.Clock.Now);
            return true;
        }
        catch (OperationFailedException failure)
        {
            run.Recorder.FailedAt(failure.Step, failure.Reason, run.Clock.Now - started, run.Clock.Now);
            return false;
        }
    }
}
