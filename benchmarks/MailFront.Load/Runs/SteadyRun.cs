using MailFront.Load.Clients;
using MailFront.Load.Measuring;

namespace MailFront.Load.Runs;

/// <summary>Sessions that stay open and do the same thing back to back: NOOP, or the fetch of a message.</summary>
internal sealed class SteadyRun(LoadRun run)
{
    private readonly MessageBody _body = new(Math.Max(1, run.Options.Kib));
    private volatile bool _isOver;

    /// <summary>Opens the sessions and runs them through the window.</summary>
    public async Task<RunResult> RunAsync(CancellationToken cancellationToken)
    {
        var sessions = await OpenSessions.AllAsync(run, (session, number) => OpenSessions.LogInAsync(run, session, number));
        try
        {
            var loops = sessions.Select(LoopAsync).ToArray();
            var seconds = await run.PassWindowAsync(cancellationToken);
            _isOver = true;
            await Task.WhenAll(loops);
            return new RunResult { Options = run.Options, Recorder = run.Recorder, Cpu = run.Cpu, WindowSeconds = seconds };
        }
        finally
        {
            foreach (var session in sessions)
            {
                session.Dispose();
            }
        }
    }

    private async Task LoopAsync(MailSession session)
    {
        await Task.Yield();
        session.Connection.BytesArrived = bytes => run.Recorder.Received(bytes, run.Clock.Now);
        while (!_isOver)
        {
            var started = run.Clock.Now;
            try
            {
                session.Connection.Arm();
                await (run.Options.Kind == RunKind.Relay ? session.Client.FetchAsync(run.Options.Kib, _body) : session.Client.NoopAsync(Step.Noop));
                run.Recorder.Succeeded(run.Clock.Now - started, run.Clock.Now);
            }
            catch (OperationFailedException failure)
            {
                run.Recorder.FailedAt(failure.Step, failure.Reason, run.Clock.Now - started, run.Clock.Now);
                return;
            }
        }
    }
}
