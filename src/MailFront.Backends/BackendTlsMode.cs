namespace MailFront.Backends;

/// <summary>How a backend connection is secured.</summary>
public enum BackendTlsMode
{
    /// <summary>Plaintext.</summary>
    Off,

    /// <summary>STARTTLS or STLS, required: a backend that does not offer it is not logged in to.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Implicit,
}
