namespace MailFront.Configuration.Settings;

/// <summary><c>tls=</c> of a backend.</summary>
public enum BackendTls
{
    /// <summary>Plaintext.</summary>
    Off,

    /// <summary>STARTTLS or STLS, required.</summary>
    StartTls,

    /// <summary>From the first byte.</summary>
    Implicit,
}
