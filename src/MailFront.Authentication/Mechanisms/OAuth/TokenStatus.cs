namespace MailFront.Authentication.Mechanisms.OAuth;

/// <summary>What is known of an access token.</summary>
public enum TokenStatus
{
    /// <summary>Nothing: whoever issued it could not be asked. The default, so that nothing is accepted by accident.</summary>
    Unavailable,

    /// <summary>It is good, and names a user.</summary>
    Valid,

    /// <summary>It is not.</summary>
    Invalid,
}
