using System.Net;

namespace MailFront.Protocol.ProxyHeader;

/// <summary>A PROXY protocol header (HAProxy doc/proxy-protocol.txt).</summary>
/// <param name="Version">1 for text, 2 for binary.</param>
/// <param name="Family">What kind of connection it describes.</param>
/// <param name="Source">The client; null unless the family is TCP.</param>
/// <param name="Destination">Where the client connected to; null unless the family is TCP.</param>
public readonly record struct ProxyHeader(int Version, ProxyHeaderFamily Family, IPEndPoint? Source, IPEndPoint? Destination);
