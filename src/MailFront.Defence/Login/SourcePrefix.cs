using System.Net;
using System.Net.Sockets;
using MailFront.Defence.Evidence;

namespace MailFront.Defence.Login;

/// <summary>
/// The parts of the network an address belongs to. A place is a /24 of IPv4 or a /56 of IPv6, what a provider usually gives one site: addresses inside
/// change with every lease and privacy extension; a longer prefix would forget its users every day.
/// </summary>
internal static class SourcePrefix
{
    private const int V4Octets = 4;
    private const int V6Octets = 16;

    // The length of the prefix in bits, then its octets, filled up with zeros.
    private const int Written = 1 + V6Octets;

    /// <summary>The keys of <paramref name="source"/>; clients without an address are one place.</summary>
    public static SourceKeys KeysOf(IPAddress? source, KeyedHash hash)
    {
        Span<byte> octets = stackalloc byte[V6Octets];
        if (source is null || !source.TryWriteBytes(octets, out int written))
        {
            ulong nowhere = KeyOf([], 0, hash);
            return new SourceKeys(nowhere, 0, nowhere, 0);
        }

        if (source.AddressFamily == AddressFamily.InterNetwork)
        {
            octets = octets[..written];
        }
        else if (source.IsIPv4MappedToIPv6)
        {
            // A dual-stack socket reports IPv4 clients as ::ffff:a.b.c.d.
            octets = octets[^V4Octets..];
        }

        return octets.Length == V4Octets
            ? new SourceKeys(KeyOf(octets, 32, hash), 0, KeyOf(octets, 24, hash), 0)
            : new SourceKeys(KeyOf(octets, 128, hash), KeyOf(octets, 64, hash), KeyOf(octets, 56, hash), KeyOf(octets, 48, hash));
    }

    private static ulong KeyOf(ReadOnlySpan<byte> octets, byte bits, KeyedHash hash)
    {
        Span<byte> prefix = stackalloc byte[Written];
        prefix.Clear();
        prefix[0] = bits;
        octets[..(bits / 8)].CopyTo(prefix[1..]);

        // 0 means that there is no such part.
        return Math.Max(1, hash.Of(prefix));
    }
}
