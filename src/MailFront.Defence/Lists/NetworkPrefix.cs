using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace MailFront.Defence.Lists;

/// <summary>
/// A network or one address, as a value that compares and hashes without allocation. Addresses fill <see cref="First"/> from the top, so that
/// both families are cut alike; IPv4 in its mapped form (<c>::ffff:192.0.2.1</c>, what a dual-stack socket reports) is IPv4.
/// </summary>
/// <param name="IsV4">Family.</param>
/// <param name="First">Lowest address, its first octet on top.</param>
/// <param name="Length">Bits that count: at most 32 or 128.</param>
public readonly record struct NetworkPrefix(bool IsV4, UInt128 First, int Length)
{
    /// <summary>Bits of an IPv4 address.</summary>
    public const int V4Bits = 32;

    /// <summary>Bits of an IPv6 address.</summary>
    public const int V6Bits = 128;

    private const int MappedBits = V6Bits - V4Bits;
    private const int Octets = V6Bits / 8;

    /// <summary>Highest address; for IPv4 with all lower bits set.</summary>
    public UInt128 Last => First | ~MaskOf(Length);

    /// <summary>Whether it is one address.</summary>
    public bool IsAddress => Length == (IsV4 ? V4Bits : V6Bits);

    /// <summary>The prefix that holds <paramref name="address"/> alone.</summary>
    public static NetworkPrefix Of(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[Octets];
        octets.Clear();
        address.TryWriteBytes(octets, out _);
        var value = BinaryPrimitives.ReadUInt128BigEndian(octets);
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return new NetworkPrefix(true, value, V4Bits);
        }

        return address.IsIPv4MappedToIPv6 ? new NetworkPrefix(true, value << MappedBits, V4Bits) : new NetworkPrefix(false, value, V6Bits);
    }

    /// <summary>The same as <paramref name="network"/>.</summary>
    public static NetworkPrefix Of(IPNetwork network)
    {
        var address = Of(network.BaseAddress);
        var isMapped = address.IsV4 && network.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6 && network.PrefixLength >= MappedBits;
        return address.Cut(isMapped ? network.PrefixLength - MappedBits : Math.Min(network.PrefixLength, address.Length));
    }

    /// <summary>The network of <paramref name="length"/> bits it lies in.</summary>
    public NetworkPrefix Cut(int length) => new(IsV4, First & MaskOf(length), length);

    /// <summary>Whether all of <paramref name="other"/> lies in it.</summary>
    public bool Contains(NetworkPrefix other) => IsV4 == other.IsV4 && Length <= other.Length && (other.First & MaskOf(Length)) == First;

    /// <summary>The same as a network of the framework's.</summary>
    public IPNetwork ToNetwork() => new(ToAddress(), Length);

    /// <summary>The lowest address.</summary>
    public IPAddress ToAddress() => ToAddress(IsV4, First);

    /// <summary>An address that fills <paramref name="value"/> from the top.</summary>
    public static IPAddress ToAddress(bool isV4, UInt128 value)
    {
        Span<byte> octets = stackalloc byte[Octets];
        BinaryPrimitives.WriteUInt128BigEndian(octets, value);
        return new IPAddress(isV4 ? octets[..(V4Bits / 8)] : octets);
    }

    /// <inheritdoc/>
    public bool Equals(NetworkPrefix other) => First == other.First && Length == other.Length && IsV4 == other.IsV4;

    // One probe of the bans for each length of prefix: the generated hash takes five times as long. Who is banned is chosen by operators.
    /// <inheritdoc/>
    public override int GetHashCode() =>
        (int)((((ulong)(First >> 64) * 0x9E3779B97F4A7C15) ^ ((ulong)First * 0xC2B2AE3D27D4EB4F) ^ ((ulong)Length * 0x165667B19E3779F9)) >> 32);

    /// <summary><c>192.0.2.1</c> or <c>192.0.2.0/24</c>.</summary>
    public override string ToString() => IsAddress ? ToAddress().ToString() : $"{ToAddress()}/{Length}";

    private static UInt128 MaskOf(int length) => length == 0 ? UInt128.Zero : UInt128.MaxValue << (V6Bits - length);
}
