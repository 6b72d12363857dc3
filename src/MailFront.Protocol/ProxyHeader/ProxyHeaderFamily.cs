namespace MailFront.Protocol.ProxyHeader;

/// <summary>What a header says of the connection behind the proxy.</summary>
public enum ProxyHeaderFamily
{
    /// <summary>The proxy's own connection (a health check), or one it knows nothing about: the socket's addresses count.</summary>
    Unknown,

    /// <summary>TCP over IPv4.</summary>
    Tcp4,

    /// <summary>TCP over IPv6.</summary>
    Tcp6,

    /// <summary>A unix socket; its paths are not kept.</summary>
    Unix,
}
