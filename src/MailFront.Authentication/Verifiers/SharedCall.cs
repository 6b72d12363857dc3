using System.Diagnostics.CodeAnalysis;

namespace MailFront.Authentication.Verifiers;

/// <summary>A question under way and how many wait for its answer. <see cref="QuestionsUnderWay"/> guards it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer and a wait handle holds nothing, and it may be cancelled late.")]
internal sealed class SharedCall
{
    /// <summary>Most who hear of the answer after they have left: a botnet that sends one password from everywhere is told of often enough.</summary>
    public const int MaxLeft = 256;

    // An answer resumes who waits on the thread that brought it, with no hop over the thread pool.
    private readonly TaskCompletionSource<AuthenticationOutcome> _answer = new();

    private readonly CancellationTokenSource _abandoned = new();

    /// <summary>The answer to come.</summary>
    public Task<AuthenticationOutcome> Answer => _answer.Task;

    /// <summary>The work for it; ends without an exception.</summary>
    public Task Work { get; set; } = Task.CompletedTask;

    /// <summary>Who still waits.</summary>
    public int Waiters { get; set; } = 1;

    /// <summary>The answer, once it is there.</summary>
    public AuthenticationOutcome? Outcome { get; set; }

    /// <summary>Those who have left and want to hear of the answer all the same; at most <see cref="MaxLeft"/>.</summary>
    public List<Action<AuthenticationOutcome>> Left { get; } = [];

    /// <summary>Cancelled once nobody waits any more.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <summary>Nobody waits any more.</summary>
    public void Abandon() => _abandoned.Cancel();

    /// <summary>Hands the answer to all who wait.</summary>
    public void Give(in AuthenticationOutcome outcome) => _answer.TrySetResult(outcome);

    /// <summary>Lets all who wait fail as the call did.</summary>
    public void Fail(Exception failure)
    {
        _answer.TrySetException(failure);

        // When nobody waits any more nobody else looks at it.
        _ = _answer.Task.Exception;
    }
}
