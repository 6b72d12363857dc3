using MailFront.Protocol;

namespace MailFront.Authentication.Verifiers;

/// <summary>
/// Identical questions share one call. Whoever leaves takes nothing from the others; with the last one the call is cancelled. A call that
/// fails or is cancelled is gone before anybody hears of it, so the next question starts afresh. Bounded by <see cref="MaxCalls"/>; beyond
/// that questions go unshared, and the queues before the checkers are the limit.
/// </summary>
internal sealed class QuestionsUnderWay
{
    /// <summary>Most calls that others can join.</summary>
    public const int MaxCalls = 65_536;

    private readonly Lock _gate = new();
    private readonly Dictionary<SharedQuestion, SharedCall> _calls = [];
    private long _shared;

    /// <summary>Questions that joined a call under way, since start.</summary>
    public long Shared
    {
        get
        {
            lock (_gate)
            {
                return _shared;
            }
        }
    }

    /// <summary>Calls under way that others can join.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _calls.Count;
            }
        }
    }

    /// <summary>
    /// Joins the call for <paramref name="same"/>, or starts one with <paramref name="ask"/>. The question that <paramref name="ask"/> gets has a
    /// copy of the secret: the asker who started the call may leave, and wipe his own, while others wait.
    /// </summary>
    public async ValueTask<AuthenticationOutcome> AskAsync(
        SharedQuestion same,
        PasswordQuestion question,
        Func<PasswordQuestion, CancellationToken, ValueTask<AuthenticationOutcome>> ask,
        CancellationToken cancellationToken)
    {
        SharedCall call = Enter(same, out bool isJoined);
        if (!isJoined)
        {
            call.Work = RunAsync(same, call, question, ask);
        }

        Action<AuthenticationOutcome>? late = question.AnsweredLate;
        try
        {
            AuthenticationOutcome outcome = await call.Answer.WaitAsync(cancellationToken);
            late = null;
            return outcome;
        }
        finally
        {
            Leave(same, call, late);
        }
    }

    private SharedCall Enter(SharedQuestion same, out bool isJoined)
    {
        lock (_gate)
        {
            isJoined = _calls.TryGetValue(same, out SharedCall? call);
            if (call is not null)
            {
                call.Waiters++;
                _shared++;
                return call;
            }

            call = new SharedCall();
            if (_calls.Count < MaxCalls)
            {
                _calls.Add(same, call);
            }

            return call;
        }
    }

    private void Leave(SharedQuestion same, SharedCall call, Action<AuthenticationOutcome>? late)
    {
        bool isLast;
        AuthenticationOutcome? outcome;
        lock (_gate)
        {
            call.Waiters--;
            isLast = call.Waiters == 0;
            outcome = call.Outcome;
            if (isLast)
            {
                // Nobody joins a call that is about to be cancelled.
                Drop(same, call);
            }

            if (late is not null && outcome is null && call.Left.Count < SharedCall.MaxLeft)
            {
                call.Left.Add(late);
            }
        }

        if (isLast && !call.Answer.IsCompleted)
        {
            call.Abandon();
        }

        if (outcome is { } known)
        {
            late?.Invoke(known);
        }
    }

    private async Task RunAsync(
        SharedQuestion same,
        SharedCall call,
        PasswordQuestion question,
        Func<PasswordQuestion, CancellationToken, ValueTask<AuthenticationOutcome>> ask)
    {
        var password = new Secret(question.Password.Bytes);
        try
        {
            AuthenticationOutcome outcome = await ask(question with { Password = password }, call.Abandoned);
            foreach (Action<AuthenticationOutcome> late in End(same, call, password, outcome))
            {
                late(outcome);
            }

            call.Give(outcome);
        }
        catch (Exception failure)
        {
            // Not handled here: those who wait get it. A cancelled call has nobody who waits.
            End(same, call, password, null);
            call.Fail(failure);
        }
    }

    // Before anybody hears of the answer. Who has left by now is told by the caller, who leaves later by himself.
    private List<Action<AuthenticationOutcome>> End(SharedQuestion same, SharedCall call, Secret password, AuthenticationOutcome? outcome)
    {
        password.Dispose();
        lock (_gate)
        {
            Drop(same, call);
            call.Outcome = outcome;
            return call.Left;
        }
    }

    // A later call for the same question may have its place by now.
    private void Drop(SharedQuestion same, SharedCall call)
    {
        if (_calls.TryGetValue(same, out SharedCall? present) && present == call)
        {
            _calls.Remove(same);
        }
    }
}
