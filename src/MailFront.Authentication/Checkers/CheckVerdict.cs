namespace MailFront.Authentication.Checkers;

/// <summary>What one checker says of a password.</summary>
public enum CheckVerdict
{
    /// <summary>No verdict could be had: down, garbled, too busy, or damaged on our side. The next checker is asked. The default, so that nothing is accepted by accident.</summary>
    Unavailable,

    /// <summary>The password is the user's.</summary>
    Accepted,

    /// <summary>It is not, or the account is locked; no other checker is asked.</summary>
    Wrong,

    /// <summary>This checker does not know the user; the next one is asked.</summary>
    UnknownUser,
}
