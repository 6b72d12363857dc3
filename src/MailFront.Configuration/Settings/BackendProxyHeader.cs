namespace MailFront.Configuration.Settings;

/// <summary><c>proxy_protocol=</c> of a backend.</summary>
public enum BackendProxyHeader
{
    /// <summary>None.</summary>
    Off,

    /// <summary>Text form.</summary>
    V1,

    /// <summary>Binary form.</summary>
    V2,
}
