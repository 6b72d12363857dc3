using System.Buffers.Binary;
using System.Net;

namespace MailFront.Protocol.ProxyHeader;

/// <summary>Version 2.</summary>
internal static class ProxyHeaderBinary
{
    private const int LengthOffset = 14;
    private const int CommandOffset = 12;
    private const int FamilyOffset = 13;

    /// <summary>Parses bytes that start like the binary signature.</summary>
    public static ProxyHeaderStatus Parse(ReadOnlySpan<byte> unread, out ProxyHeader header, out int consumed)
    {
        header = default;
        consumed = 0;
        if (unread.Length > CommandOffset && unread[CommandOffset] is not (ProxyHeaderWire.Local or ProxyHeaderWire.Proxied))
        {
            return ProxyHeaderStatus.Invalid;
        }

        if (unread.Length < ProxyHeaderWire.FixedBytes)
        {
            return ProxyHeaderStatus.NeedMore;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(unread[LengthOffset..]);
        if (length > ProxyHeaderParser.MaxPayloadBytes)
        {
            return ProxyHeaderStatus.Invalid;
        }

        if (unread.Length < ProxyHeaderWire.FixedBytes + length)
        {
            return ProxyHeaderStatus.NeedMore;
        }

        ReadOnlySpan<byte> payload = unread.Slice(ProxyHeaderWire.FixedBytes, length);
        if (!TryRead(unread[CommandOffset], unread[FamilyOffset], payload, out header))
        {
            return ProxyHeaderStatus.Invalid;
        }

        consumed = ProxyHeaderWire.FixedBytes + length;
        return ProxyHeaderStatus.Ok;
    }

    private static bool TryRead(byte command, byte family, ReadOnlySpan<byte> payload, out ProxyHeader header)
    {
        // The specification wants family and addresses of a LOCAL header ignored, whatever they are.
        header = new ProxyHeader(2, ProxyHeaderFamily.Unknown, null, null);
        if (command == ProxyHeaderWire.Local || family == ProxyHeaderWire.Unspecified)
        {
            return true;
        }

        int addresses = family switch
        {
            ProxyHeaderWire.Tcp4 => ProxyHeaderWire.Tcp4Bytes,
            ProxyHeaderWire.Tcp6 => ProxyHeaderWire.Tcp6Bytes,
            ProxyHeaderWire.UnixStream => ProxyHeaderWire.UnixBytes,
            _ => int.MaxValue,
        };
        if (payload.Length < addresses || !AreTlvs(payload[addresses..]))
        {
            header = default;
            return false;
        }

        header = family switch
        {
            ProxyHeaderWire.Tcp4 => ReadTcp(payload, ProxyHeaderFamily.Tcp4, 4),
            ProxyHeaderWire.Tcp6 => ReadTcp(payload, ProxyHeaderFamily.Tcp6, 16),
            _ => header with { Family = ProxyHeaderFamily.Unix },
        };
        return true;
    }

    private static ProxyHeader ReadTcp(ReadOnlySpan<byte> payload, ProxyHeaderFamily family, int size)
    {
        int sourcePort = BinaryPrimitives.ReadUInt16BigEndian(payload[(2 * size)..]);
        int destinationPort = BinaryPrimitives.ReadUInt16BigEndian(payload[((2 * size) + sizeof(ushort))..]);
        return new ProxyHeader(
            2,
            family,
            new IPEndPoint(new IPAddress(payload[..size]), sourcePort),
            new IPEndPoint(new IPAddress(payload.Slice(size, size)), destinationPort));
    }

    private static bool AreTlvs(ReadOnlySpan<byte> rest)
    {
        while (!rest.IsEmpty)
        {
            if (rest.Length < ProxyHeaderWire.TlvHeadBytes)
            {
                return false;
            }

            int length = ProxyHeaderWire.TlvHeadBytes + BinaryPrimitives.ReadUInt16BigEndian(rest[1..]);
            if (length > rest.Length)
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }
}
