using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace MailFront.Protocol.ProxyHeader;

/// <summary>Version 1.</summary>
internal static class ProxyHeaderText
{
    private const int MaxIpv6Characters = 45;

    // Without brackets and scope ids, which IPAddress would take too.
    private static readonly SearchValues<byte> _ipv6Characters = SearchValues.Create("0123456789abcdefABCDEF:."u8);

    /// <summary>Parses bytes that start like the text signature.</summary>
    public static ProxyHeaderStatus Parse(ReadOnlySpan<byte> unread, out ProxyHeader header, out int consumed)
    {
        header = default;
        consumed = 0;
        ReadOnlySpan<byte> allowed = unread[..Math.Min(unread.Length, ProxyHeaderWire.MaxTextBytes)];
        int lineFeed = allowed.IndexOf((byte)'\n');
        if (lineFeed < 0)
        {
            return allowed.Length < ProxyHeaderWire.MaxTextBytes ? ProxyHeaderStatus.NeedMore : ProxyHeaderStatus.Invalid;
        }

        ReadOnlySpan<byte> line = allowed[..lineFeed];
        if (line is not [.., (byte)'\r'] || line[..^1].Contains((byte)'\r')
            || !TryRead(line[ProxyHeaderWire.TextSignature.Length..^1], out header))
        {
            return ProxyHeaderStatus.Invalid;
        }

        consumed = lineFeed + 1;
        return ProxyHeaderStatus.Ok;
    }

    private static bool TryRead(ReadOnlySpan<byte> line, out ProxyHeader header)
    {
        header = default;
        ReadOnlySpan<byte> protocol = NextWord(ref line);
        if (protocol.SequenceEqual("UNKNOWN"u8))
        {
            // Whatever follows must be ignored.
            header = new ProxyHeader(1, ProxyHeaderFamily.Unknown, null, null);
            return true;
        }

        bool isTcp4 = protocol.SequenceEqual("TCP4"u8);
        if (!isTcp4 && !protocol.SequenceEqual("TCP6"u8))
        {
            return false;
        }

        bool areAddresses = TryReadAddress(NextWord(ref line), isTcp4, out IPAddress source)
            & TryReadAddress(NextWord(ref line), isTcp4, out IPAddress destination);
        bool arePorts = TryReadPort(NextWord(ref line), out int sourcePort) & TryReadPort(line, out int destinationPort);
        if (!areAddresses || !arePorts)
        {
            return false;
        }

        ProxyHeaderFamily family = isTcp4 ? ProxyHeaderFamily.Tcp4 : ProxyHeaderFamily.Tcp6;
        header = new ProxyHeader(1, family, new IPEndPoint(source, sourcePort), new IPEndPoint(destination, destinationPort));
        return true;
    }

    private static ReadOnlySpan<byte> NextWord(ref ReadOnlySpan<byte> line)
    {
        int space = line.IndexOf((byte)' ');
        ReadOnlySpan<byte> word = space < 0 ? line : line[..space];
        line = space < 0 ? default : line[(space + 1)..];
        return word;
    }

    private static bool TryReadAddress(ReadOnlySpan<byte> word, bool isTcp4, out IPAddress address) =>
        isTcp4 ? TryReadIpv4(word, out address) : TryReadIpv6(word, out address);

    // IPAddress also takes "1", "010.1" and "0x7f.1": a proxy that sends such is not understood the same way everywhere.
    private static bool TryReadIpv4(ReadOnlySpan<byte> word, out IPAddress address)
    {
        Span<byte> octets = stackalloc byte[4];
        address = IPAddress.None;
        int index = 0;
        foreach (Range range in word.Split((byte)'.'))
        {
            if (index == octets.Length || !TryReadNumber(word[range], byte.MaxValue, out int octet))
            {
                return false;
            }

            octets[index++] = (byte)octet;
        }

        address = index == octets.Length ? new IPAddress(octets) : address;
        return index == octets.Length;
    }

    private static bool TryReadIpv6(ReadOnlySpan<byte> word, out IPAddress address)
    {
        address = IPAddress.IPv6None;
        if (word.Length is 0 or > MaxIpv6Characters || word.ContainsAnyExcept(_ipv6Characters))
        {
            return false;
        }

        if (!IPAddress.TryParse(word, out IPAddress? parsed) || parsed.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return false;
        }

        address = parsed;
        return true;
    }

    private static bool TryReadPort(ReadOnlySpan<byte> word, out int port) => TryReadNumber(word, ushort.MaxValue, out port);

    private static bool TryReadNumber(ReadOnlySpan<byte> word, int max, out int number)
    {
        const int maxDigits = 5;
        number = 0;
        if (word.Length is 0 or > maxDigits || word.ContainsAnyExceptInRange((byte)'0', (byte)'9') || (word.Length > 1 && word[0] == '0'))
        {
            return false;
        }

        foreach (byte digit in word)
        {
            number = (number * 10) + (digit - '0');
        }

        return number <= max;
    }
}
