namespace MailFront.Defence.Rules.Conditions;

/// <summary>A field of <see cref="ConnectionRow"/>, by the name it has in rules.</summary>
internal enum RuleField
{
    /// <summary>imap or pop3.</summary>
    Protocol,

    /// <summary>Name of the service.</summary>
    Service,

    /// <summary>Address of the client.</summary>
    Source,

    /// <summary>Phase.</summary>
    State,

    /// <summary>Since accept.</summary>
    Age,

    /// <summary>Since the phase began.</summary>
    InState,

    /// <summary>Credentials offered.</summary>
    Attempts,

    /// <summary>Wrong ones.</summary>
    Failures,

    /// <summary>Received.</summary>
    BytesIn,

    /// <summary>Sent.</summary>
    BytesOut,

    /// <summary>Whether TLS is on.</summary>
    Tls,

    /// <summary>Class of the last login attempt.</summary>
    Class,

    /// <summary>Who goes first.</summary>
    Score,

    /// <summary>Who is logged in or tried to.</summary>
    User,
}
