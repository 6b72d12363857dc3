namespace MailFront.Protocol.Ldap;

/// <summary>What a server says of a request (RFC 4511 §4.1.9, appendix A). Only codes that decide something here have a name; others keep their number.</summary>
public enum LdapResultCode
{
    /// <summary>Done as asked.</summary>
    Success = 0,

    /// <summary>More entries match than were asked for.</summary>
    SizeLimitExceeded = 4,

    /// <summary>Another server would have to be asked.</summary>
    Referral = 10,

    /// <summary>The server wants TLS first.</summary>
    ConfidentialityRequired = 13,

    /// <summary>A rule of the server's stands against it: 389 Directory Server's answer to a bind beyond the retry limit.</summary>
    ConstraintViolation = 19,

    /// <summary>There is no such entry.</summary>
    NoSuchObject = 32,

    /// <summary>What was sent as a name is none.</summary>
    InvalidDnSyntax = 34,

    /// <summary>The entry has no password to compare with.</summary>
    InappropriateAuthentication = 48,

    /// <summary>Wrong password, or no such entry: servers do not tell which.</summary>
    InvalidCredentials = 49,

    /// <summary>The entry may not bind.</summary>
    InsufficientAccessRights = 50,

    /// <summary>Too much to do just now.</summary>
    Busy = 51,

    /// <summary>Shutting down, or a part of it is offline. Also the code of a notice of disconnection.</summary>
    Unavailable = 52,

    /// <summary>The server does not do this; some say so of a deactivated account.</summary>
    UnwillingToPerform = 53,
}
