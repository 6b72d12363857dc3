using System.Net;

namespace MailFront.Configuration.Settings;

/// <summary>One socket to listen on (cyrus master.c:parse_inet_listen).</summary>
public sealed record ListenAddress
{
    /// <summary>Family; <see cref="ListenFamily.Any"/> only together with <see cref="HostName"/>.</summary>
    public required ListenFamily Family { get; init; }

    /// <summary>Absolute path of a unix stream socket; null for TCP. An old socket file is replaced.</summary>
    public string? UnixPath { get; init; }

    /// <summary>Address to bind to; the wildcard when none was given; null with <see cref="HostName"/> and <see cref="UnixPath"/>.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Name to resolve when the socket is opened; null when an address is known.</summary>
    public string? HostName { get; init; }

    /// <summary>TCP port, 0..65535; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>True for the IPv6 half of a wildcard: left out without complaint on a host that has no IPv6.</summary>
    public bool IsOptional { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Family switch
    {
        ListenFamily.Unix => UnixPath ?? string.Empty,
        _ when Address is not null => new IPEndPoint(Address, Port).ToString(),
        _ => $"{HostName}:{Port}",
    };
}
