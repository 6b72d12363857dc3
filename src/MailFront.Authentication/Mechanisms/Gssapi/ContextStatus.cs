namespace MailFront.Authentication.Mechanisms.Gssapi;

/// <summary>How far a GSS-API context is.</summary>
internal enum ContextStatus
{
    /// <summary>Our side cannot accept: no keytab, no library. The default, so that nothing is accepted by accident.</summary>
    Unavailable,

    /// <summary>More tokens are needed.</summary>
    Continue,

    /// <summary>The client is known.</summary>
    Complete,

    /// <summary>The token is not good.</summary>
    Refused,
}
