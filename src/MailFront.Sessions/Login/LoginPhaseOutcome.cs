using MailFront.Backends;

namespace MailFront.Sessions.Login;

/// <summary>How the time before login ended.</summary>
/// <param name="Backend">The logged-in backend; null when the connection ends.</param>
/// <param name="User">Who is logged in.</param>
/// <param name="Reason">Why the connection ends, when it does.</param>
internal readonly record struct LoginPhaseOutcome(BackendConnection? Backend, string User, CloseReason Reason)
{
    /// <summary>The connection ends for <paramref name="reason"/>.</summary>
    public static LoginPhaseOutcome Ended(CloseReason reason) => new(null, string.Empty, reason);
}
