using System.Net;

namespace MailFront.Transport.Listening;

/// <summary>Where one listener listens: exactly one of <see cref="EndPoint"/>, <see cref="UnixPath"/>, <see cref="InheritedDescriptor"/>.</summary>
public sealed record ListenerOptions
{
    /// <summary>Connections the kernel may queue for us. Default 511, as nginx; the kernel caps it at net.core.somaxconn.</summary>
    public const int DefaultBacklog = 511;

    /// <summary>Name of the service for logs, e.g. <c>imaps</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Address and port; port 0 takes a free one. An IPv6 address does not take IPv4 clients (IPV6_V6ONLY).</summary>
    public IPEndPoint? EndPoint { get; init; }

    /// <summary>Path of a unix socket. A stale socket file is replaced, any other file is not. Mode 0777, as Cyrus master.</summary>
    public string? UnixPath { get; init; }

    /// <summary>Number of a listening descriptor that systemd passed.</summary>
    public int? InheritedDescriptor { get; init; }

    /// <summary>Connections the kernel may queue; see <see cref="DefaultBacklog"/>.</summary>
    public int Backlog { get; init; } = DefaultBacklog;
}
