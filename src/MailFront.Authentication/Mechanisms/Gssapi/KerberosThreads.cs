using System.Collections.Concurrent;
using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes;
using MailFront.Defence.Login;
using Microsoft.Extensions.Logging;

namespace MailFront.Authentication.Mechanisms.Gssapi;

/// <summary>
/// A few threads of their own for libgssapi, which reads the keytab and writes the replay cache, and the line before them, in classes as before the
/// checkers. A call that hangs keeps its thread, but not the client.
/// </summary>
public sealed class KerberosThreads : IDisposable
{
    private const int Threads = 2;

    // Of contexts to be disposed of; steps of logins wait in the line.
    private const int MaxWaiting = 256;

    // As for checkers: mail clients give up after 10 to 60 s.
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(10);

    private static readonly LaneReading<SaslStep> _reading = new(VerdictOf, Unavailable);

    private readonly BlockingCollection<Action> _work = new(MaxWaiting);
    private readonly LaneGroup<SaslStep> _lanes;

    /// <summary>Starts the threads, for tickets of services in <paramref name="realm"/>.</summary>
    public KerberosThreads(string realm, TimeProvider time, ILogger logger)
    {
        _lanes = new LaneGroup<SaslStep>(
            "mechanism", $"kerberos {realm}", [("libgssapi", Threads)], _reading, new CheckerGroupOptions { Deadline = _deadline }, time, logger);
        for (var i = 0; i < Threads; i++)
        {
            new Thread(Serve) { IsBackground = true, Name = $"kerberos {i}" }.Start();
        }
    }

    /// <summary>The line in numbers.</summary>
    public GroupSnapshot TakeSnapshot() => _lanes.TakeSnapshot();

    /// <inheritdoc/>
    public void Dispose() => _work.CompleteAdding();

    /// <summary>
    /// Has a thread take a step of a login, in turn. Throws <see cref="OperationCanceledException"/> at once when <paramref name="cancellationToken"/> is
    /// cancelled; a step under way is finished without its client.
    /// </summary>
    internal async ValueTask<SaslStep> TakeAsync(Func<SaslStep> step, LoginClass loginClass, CancellationToken cancellationToken)
    {
        LaneResult<SaslStep> result = await _lanes.AskAsync((_, _) => StartAsync(step), loginClass, cancellationToken)
            .AsTask()
            .WaitAsync(cancellationToken);
        return result.Status switch
        {
            LaneStatus.Answered => result.Answer,
            LaneStatus.Overloaded => Unavailable("too many Kerberos logins wait already"),
            _ => Unavailable("no answer of Kerberos within the deadline"),
        };
    }

    /// <summary>Has a thread run <paramref name="work"/>; null when too much waits already, or when disposed.</summary>
    internal Task<T>? TryRun<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            return !_work.IsAddingCompleted && _work.TryAdd(() => Run(work, done)) ? done.Task : null;
        }
        catch (InvalidOperationException) when (_work.IsAddingCompleted)
        {
            // Disposed between the look and the attempt.
            return null;
        }
    }

    // Progress is a yes: what the line wants to know is whether the library works.
    private static CheckVerdict VerdictOf(SaslStep step) => (step.Kind, step.Credential?.Proof) switch
    {
        (SaslStepKind.Challenge, _) or (_, CredentialProof.Proven) => CheckVerdict.Accepted,
        (_, CredentialProof.Unavailable) => CheckVerdict.Unavailable,
        _ => CheckVerdict.Wrong,
    };

    private static SaslStep Unavailable(string why) => SaslStep.Done(Credential.Unavailable(MechanismNames.Gssapi, string.Empty, why));

    private ValueTask<SaslStep> StartAsync(Func<SaslStep> step) =>
        TryRun(step) is { } running ? new ValueTask<SaslStep>(running) : ValueTask.FromResult(Unavailable("Kerberos has been replaced"));

    private static void Run<T>(Func<T> work, TaskCompletionSource<T> done)
    {
        try
        {
            done.TrySetResult(work());
        }
        catch (Exception failure)
        {
            // The asker gets it; a thread must outlive any one piece of work.
            done.TrySetException(failure);
        }
    }

    private void Serve()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
        }
    }
}
