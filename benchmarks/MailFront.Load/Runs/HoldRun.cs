using MailFront.Load.Clients;
using MailFront.Load.Measuring;

namespace MailFront.Load.Runs;

/// <summary>
/// Sessions that are logged in and then rest (in IDLE, after one fetch when asked for): what does each cost in memory, and does
/// each still answer at the end?
/// </summary>
internal sealed class HoldRun(LoadRun run)
{
    /// <summary>Opens the sessions, holds them for the time of the run, then asks each for an answer.</summary>
    public async Task<RunResult> RunAsync(CancellationToken cancellationToken)
    {
        var processes = new ProcessTree(run.Options.Pids);
        var body = new MessageBody(Math.Max(1, run.Options.Kib));
        var before = processes.Memory();
        var began = run.Clock.Now;
        var sessions = await OpenSessions.AllAsync(run, (session, number) => OpenAsync(session, number, body));
        var setup = (run.Clock.Now - began) / (double)LoadClock.Second;
        try
        {
            var seconds = await run.PassWindowAsync(cancellationToken);
            var held = processes.Memory();
            var verified = await VerifyAsync(sessions);
            return new RunResult
            {
                Options = run.Options,
                Recorder = run.Recorder,
                Cpu = run.Cpu,
                WindowSeconds = seconds,
                SetupSeconds = setup,
                Held = sessions.Count,
                Verified = verified,
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

    private async ValueTask OpenAsync(MailSession session, int number, MessageBody body)
    {
        await OpenSessions.LogInAsync(run, session, number);
        if (run.Options.Kib > 0)
        {
            await session.Client.FetchAsync(run.Options.Kib, body);
        }

        await session.Client.RestAsync();
    }

    private async Task<int> VerifyAsync(IReadOnlyList<MailSession> sessions)
    {
        var verified = 0;
        var next = -1;
        var askers = Enumerable.Range(0, Math.Min(sessions.Count, run.Options.Concurrency)).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var index && index < sessions.Count)
            {
                var started = run.Clock.Now;
                try
                {
                    sessions[index].Connection.Arm();
                    await sessions[index].Client.WakeAsync();
                    Interlocked.Increment(ref verified);
                    run.Recorder.Succeeded(run.Clock.Now - started, run.Clock.Now);
                }
                catch (OperationFailedException failure)
                {
                    run.Recorder.FailedAt(failure.Step, failure.Reason, run.Clock.Now - started, run.Clock.Now);
                }
            }
        }).ToArray();
        await Task.WhenAll(askers);
        return verified;
    }
}
