namespace MailFront.Load.Clients;

/// <summary>How a connection is protected.</summary>
internal enum TlsMode
{
    /// <summary>Not at all.</summary>
    Plain,

    /// <summary>From the first byte.</summary>
    Tls,

    /// <summary>By STARTTLS or STLS after the greeting.</summary>
    StartTls,
}
