namespace MailFront.Configuration.Settings;

/// <summary>Protocol of a listener.</summary>
public enum ListenerProtocol
{
    /// <summary><c>imapd</c>, <c>proxyd</c>.</summary>
    Imap,

    /// <summary><c>pop3d</c>, <c>pop3proxyd</c>.</summary>
    Pop3,
}
