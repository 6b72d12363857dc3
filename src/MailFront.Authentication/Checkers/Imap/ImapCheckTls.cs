namespace MailFront.Authentication.Checkers.Imap;

/// <summary>How the connection to an IMAP server that checks passwords is secured.</summary>
public enum ImapCheckTls
{
    /// <summary>Not at all.</summary>
    Off,

    /// <summary>STARTTLS before anything else; without it no password is sent.</summary>
    StartTls,

    /// <summary>TLS from the first octet.</summary>
    Implicit,
}
