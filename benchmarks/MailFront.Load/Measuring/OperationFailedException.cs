namespace MailFront.Load.Measuring;

/// <summary>A step of a session failed; the session is over and the operation counts as failed.</summary>
internal sealed class OperationFailedException(Step step, FailureReason reason, Exception? cause = null)
    : Exception($"{step}.{reason}", cause)
{
    /// <summary>The step that failed.</summary>
    public Step Step { get; } = step;

    /// <summary>Why it failed.</summary>
    public FailureReason Reason { get; } = reason;
}
