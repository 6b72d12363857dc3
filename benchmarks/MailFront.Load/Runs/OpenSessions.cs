using MailFront.Load.Clients;
using MailFront.Load.Measuring;

namespace MailFront.Load.Runs;

/// <summary>Opens many sessions, so many at a time, and keeps those that worked.</summary>
internal static class OpenSessions
{
    /// <summary>Opens the run's sessions; <paramref name="settle"/> is what each does after its SELECT. The caller disposes them.</summary>
    public static async Task<IReadOnlyList<MailSession>> AllAsync(LoadRun run, Func<MailSession, ValueTask> settle)
    {
        var sessions = new List<MailSession>(run.Options.Connections);
        var left = run.Options.Connections;
        var openers = Enumerable.Range(0, Math.Min(left, run.Options.Concurrency)).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                if (await OneAsync(run, settle) is { } session)
                {
                    lock (sessions)
                    {
                        sessions.Add(session);
                    }
                }
            }
        }).ToArray();
        await Task.WhenAll(openers);
        return sessions;
    }

    private static async Task<MailSession?> OneAsync(LoadRun run, Func<MailSession, ValueTask> settle)
    {
        var started = run.Clock.Now;
        var session = run.NewSession();
        try
        {
            await session.LoginAsync(run.NextUser());
            run.Recorder.LoggedIn();
            await session.Client.SelectAsync();
            await settle(session);
            session.Connection.Disarm();
            return session;
        }
        catch (OperationFailedException failure)
        {
            session.Dispose();
            run.Recorder.FailedAt(failure.Step, failure.Reason, run.Clock.Now - started, run.Clock.Now);
            return null;
        }
    }
}
