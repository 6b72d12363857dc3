using MailFront.Load.Clients;
using MailFront.Load.Measuring;

namespace MailFront.Load.Runs;

/// <summary>Opens many sessions, so many at a time, and keeps those that worked.</summary>
internal static class OpenSessions
{
    /// <summary>Opens the run's sessions; <paramref name="open"/> is what each does with its number. The caller disposes them.</summary>
    public static async Task<IReadOnlyList<MailSession>> AllAsync(LoadRun run, Func<MailSession, int, ValueTask> open)
    {
        var sessions = new List<MailSession>(run.Options.Connections);
        var left = run.Options.Connections;
        var openers = Enumerable.Range(0, Math.Min(left, run.Options.Concurrency)).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                if (await OneAsync(run, open) is { } session)
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

    /// <summary>Logs in and opens the mailbox.</summary>
    public static async ValueTask LogInAsync(LoadRun run, MailSession session, int number)
    {
        await session.LoginAsync(number);
        run.Recorder.LoggedIn();
        await session.Client.SelectAsync();
    }

    private static async Task<MailSession?> OneAsync(LoadRun run, Func<MailSession, int, ValueTask> open)
    {
        var started = run.Clock.Now;
        var session = run.NewSession();
        try
        {
            await open(session, run.NextUser());
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
