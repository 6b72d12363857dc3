namespace MailFront.Protocol.Ldap;

/// <summary>What <see cref="LdapFramer"/> found.</summary>
public enum LdapFrameStatus
{
    /// <summary>More bytes are needed.</summary>
    Incomplete,

    /// <summary>A whole message is there.</summary>
    Complete,

    /// <summary>The message is or would be longer than allowed.</summary>
    TooLong,

    /// <summary>This is no LDAP message: not a sequence of definite length (RFC 4511 §5.1).</summary>
    Malformed,
}
