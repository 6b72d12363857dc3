namespace MailFront.Protocol.ProxyHeader;

/// <summary>Numbers of the wire format (HAProxy doc/proxy-protocol.txt §2.1 and §2.2).</summary>
internal static class ProxyHeaderWire
{
    /// <summary>Longest text header, CRLF included.</summary>
    public const int MaxTextBytes = 107;

    /// <summary>Signature, version and command, family, length.</summary>
    public const int FixedBytes = 16;

    /// <summary>Version 2, the proxy's own connection.</summary>
    public const byte Local = 0x20;

    /// <summary>Version 2, a proxied connection.</summary>
    public const byte Proxied = 0x21;

    /// <summary>Family and transport bytes.</summary>
    public const byte Unspecified = 0x00;

    /// <summary>TCP over IPv4.</summary>
    public const byte Tcp4 = 0x11;

    /// <summary>TCP over IPv6.</summary>
    public const byte Tcp6 = 0x21;

    /// <summary>Unix stream socket.</summary>
    public const byte UnixStream = 0x31;

    /// <summary>Two IPv4 addresses and two ports.</summary>
    public const int Tcp4Bytes = 12;

    /// <summary>Two IPv6 addresses and two ports.</summary>
    public const int Tcp6Bytes = 36;

    /// <summary>Two socket paths of 108 octets.</summary>
    public const int UnixBytes = 216;

    /// <summary>Type and length of a TLV.</summary>
    public const int TlvHeadBytes = 3;

    /// <summary>First word of the text form, with its space.</summary>
    public static ReadOnlySpan<byte> TextSignature => "PROXY "u8;

    /// <summary>First octets of the binary form: no protocol starts like this.</summary>
    public static ReadOnlySpan<byte> BinarySignature => "\r\n\r\n\0\r\nQUIT\n"u8;
}
