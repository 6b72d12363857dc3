using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MailFront.Protocol.ProxyHeader;

/// <summary>
/// Writes the header that tells a backend of the client. Addresses of different families are both sent as IPv6;
/// without both of them the header says that nothing is known (UNKNOWN, LOCAL).
/// </summary>
public static class ProxyHeaderWriter
{
    /// <summary>Room that either form needs at most, in octets.</summary>
    public const int MaxBytes = ProxyHeaderWire.MaxTextBytes;

    /// <summary>Writes the text form into <paramref name="target"/>, which has room for <see cref="MaxBytes"/>; returns its length.</summary>
    public static int WriteV1(Span<byte> target, IPEndPoint? source, IPEndPoint? destination)
    {
        if (source is null || destination is null)
        {
            ReadOnlySpan<byte> unknown = "PROXY UNKNOWN\r\n"u8;
            unknown.CopyTo(target);
            return unknown.Length;
        }

        bool isTcp4 = Unify(source, destination, out IPAddress from, out IPAddress to);
        string line = $"PROXY {(isTcp4 ? "TCP4" : "TCP6")} {from} {to} {source.Port} {destination.Port}\r\n";
        return Encoding.ASCII.GetBytes(line, target);
    }

    /// <summary>Writes the binary form into <paramref name="target"/>, which has room for <see cref="MaxBytes"/>; returns its length.</summary>
    public static int WriteV2(Span<byte> target, IPEndPoint? source, IPEndPoint? destination)
    {
        ReadOnlySpan<byte> signature = ProxyHeaderWire.BinarySignature;
        signature.CopyTo(target);
        Span<byte> head = target[signature.Length..];
        if (source is null || destination is null)
        {
            head[0] = ProxyHeaderWire.Local;
            head[1] = ProxyHeaderWire.Unspecified;
            BinaryPrimitives.WriteUInt16BigEndian(head[2..], 0);
            return ProxyHeaderWire.FixedBytes;
        }

        bool isTcp4 = Unify(source, destination, out IPAddress from, out IPAddress to);
        int length = isTcp4 ? ProxyHeaderWire.Tcp4Bytes : ProxyHeaderWire.Tcp6Bytes;
        head[0] = ProxyHeaderWire.Proxied;
        head[1] = isTcp4 ? ProxyHeaderWire.Tcp4 : ProxyHeaderWire.Tcp6;
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)length);

        Span<byte> payload = target.Slice(ProxyHeaderWire.FixedBytes, length);
        from.TryWriteBytes(payload, out int size);
        to.TryWriteBytes(payload[size..], out _);
        BinaryPrimitives.WriteUInt16BigEndian(payload[(2 * size)..], (ushort)source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(payload[((2 * size) + sizeof(ushort))..], (ushort)destination.Port);
        return ProxyHeaderWire.FixedBytes + length;
    }

    /// <summary>Brings both addresses to one family; true for IPv4. Scope ids mean nothing to another host and are dropped.</summary>
    private static bool Unify(IPEndPoint source, IPEndPoint destination, out IPAddress from, out IPAddress to)
    {
        from = Plain(source.Address);
        to = Plain(destination.Address);
        if (from.AddressFamily != to.AddressFamily)
        {
            from = from.MapToIPv6();
            to = to.MapToIPv6();
        }

        return from.AddressFamily == AddressFamily.InterNetwork;
    }

    private static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0 ? new IPAddress(address.GetAddressBytes()) : address;
    }
}
