namespace MailFront.Backends;

/// <summary>Whether a PROXY protocol header opens a backend connection.</summary>
public enum ProxyHeaderVersion
{
    /// <summary>None.</summary>
    Off,

    /// <summary>Text form.</summary>
    V1,

    /// <summary>Binary form.</summary>
    V2,
}
