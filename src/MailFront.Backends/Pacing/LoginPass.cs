namespace MailFront.Backends.Pacing;

/// <summary>Leave to log in at a backend now, or why there is none.</summary>
/// <param name="Budget">Where the login is counted; null for a backend that is not watched, and when it was refused.</param>
/// <param name="Held">How long it waited.</param>
/// <param name="Refusal">Words for the log when it was refused; null when it may go on.</param>
internal readonly record struct LoginPass(BackendBudget? Budget, TimeSpan Held, string? Refusal)
{
    /// <summary>Whether it waited: the backend may have gone down meanwhile.</summary>
    public bool HasWaited { get; init; }

    /// <summary>Whether it finds out if the backend is back.</summary>
    public bool IsTrial { get; init; }
}
