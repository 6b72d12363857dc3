namespace MailFront.Backends.Pacing;

/// <summary>What is known of a backend's ability to take logins.</summary>
public enum PaceState
{
    /// <summary>It has been well for a while: only a configured rate limits it.</summary>
    Steady,

    /// <summary>It cannot be reached: one login at a time tries.</summary>
    Down,

    /// <summary>It answers again, or has lost many sessions at once: its rate climbs back.</summary>
    Returning,
}
