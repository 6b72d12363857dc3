namespace MailFront.Backends.Health;

/// <summary>What a login should do about its backend.</summary>
public enum HealthAdvice
{
    /// <summary>Connect; nothing is known against the backend.</summary>
    Proceed,

    /// <summary>Connect: this login finds out whether the backend is back.</summary>
    Probe,

    /// <summary>Do not connect: the backend has been failing and another login is finding out, or just did.</summary>
    FailFast,
}
