using System.Net;
using System.Net.Sockets;

namespace MailFront.Defence.Login;

/// <summary>
/// The part of the network an address belongs to: /24 of IPv4 and /56 of IPv6, what a provider usually gives one site. Addresses inside change with
/// every lease and privacy extension; a longer prefix would forget its users every day.
/// </summary>
internal static class SourcePrefix
{
    /// <summary>Octets of a written prefix: family and seven octets of address.</summary>
    public const int Length = 8;

    private const int V4Octets = 3;
    private const int V6Octets = 7;
    private const int MaxOctets = 16;

    /// <summary>Writes the prefix of <paramref name="source"/>; clients without an address are one place.</summary>
    public static void Write(IPAddress? source, Span<byte> prefix)
    {
        prefix[..Length].Clear();
        Span<byte> octets = stackalloc byte[MaxOctets];
        if (source is null || !source.TryWriteBytes(octets, out _))
        {
            return;
        }

        if (source.AddressFamily == AddressFamily.InterNetwork)
        {
            prefix[0] = 4;
            octets[..V4Octets].CopyTo(prefix[1..]);
        }
        else if (source.IsIPv4MappedToIPv6)
        {
            // A dual-stack socket reports IPv4 clients as ::ffff:a.b.c.d.
            prefix[0] = 4;
            octets.Slice(12, V4Octets).CopyTo(prefix[1..]);
        }
        else
        {
            prefix[0] = 6;
            octets[..V6Octets].CopyTo(prefix[1..]);
        }
    }
}
