namespace MailFront.Configuration.Settings;

/// <summary>TLS versions offered.</summary>
[Flags]
public enum TlsVersions
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>TLS 1.2 (<c>tls1_2</c>).</summary>
    Tls12 = 1,

    /// <summary>TLS 1.3 (<c>tls1_3</c>).</summary>
    Tls13 = 2,
}
