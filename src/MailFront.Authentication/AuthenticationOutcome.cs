namespace MailFront.Authentication;

/// <summary>The gateway's answer.</summary>
/// <param name="Status">What was decided.</param>
/// <param name="Checker">Name of the checker that decided or failed last; null when none was asked.</param>
/// <param name="Detail">Why, in words for the log; never for the client.</param>
public readonly record struct AuthenticationOutcome(AuthenticationStatus Status, string? Checker, string? Detail);
