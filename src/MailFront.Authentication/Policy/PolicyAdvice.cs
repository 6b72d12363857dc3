namespace MailFront.Authentication.Policy;

/// <summary>A policy server's answer.</summary>
/// <param name="Action">What to do with the login.</param>
/// <param name="Delay">How long to wait before the checkers are asked; with <see cref="PolicyAction.Delay"/> only.</param>
/// <param name="Message">The server's reason in words for the log, made safe for it; never for the client.</param>
public readonly record struct PolicyAdvice(PolicyAction Action, TimeSpan Delay, string? Message)
{
    /// <summary>Nothing against it.</summary>
    public static PolicyAdvice Proceed { get; } = new(PolicyAction.Proceed, TimeSpan.Zero, null);

    /// <summary>Do not let in, whatever the password. <paramref name="message"/> is for the log.</summary>
    public static PolicyAdvice Refuse(string? message) => new(PolicyAction.Refuse, TimeSpan.Zero, message);

    /// <summary>Wait for <paramref name="delay"/> first. <paramref name="message"/> is for the log.</summary>
    public static PolicyAdvice Wait(TimeSpan delay, string? message) => new(PolicyAction.Delay, delay, message);

    /// <summary>Too many wait for advice already.</summary>
    public static PolicyAdvice Busy { get; } = new(PolicyAction.Busy, TimeSpan.Zero, "too many logins wait for advice");

    /// <summary>No advice could be had. <paramref name="reason"/> is for the log.</summary>
    public static PolicyAdvice Unavailable(string reason) => new(PolicyAction.Unavailable, TimeSpan.Zero, reason);
}
