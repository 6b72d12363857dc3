using System.Net;

namespace MailFront.Backends;

/// <summary>What a backend may be told of the client behind a session.</summary>
/// <param name="Source">Address and port of the client; null behind a unix socket.</param>
/// <param name="Destination">Address and port the client connected to; null behind a unix socket.</param>
/// <param name="SessionId">Our session id, so that both logs can be joined.</param>
public sealed record ClientIdentity(IPEndPoint? Source, IPEndPoint? Destination, string SessionId)
{
    /// <summary>Hops a session may take through proxies before it is taken for a loop; as Dovecot's LOGIN_PROXY_TTL (5, lately 7).</summary>
    public const int DefaultProxyTtl = 7;

    /// <summary>
    /// Hops that are left to this session. A backend is told one less; at 1 the session is not passed on any more.
    /// </summary>
    public int ProxyTtl { get; init; } = DefaultProxyTtl;
}
