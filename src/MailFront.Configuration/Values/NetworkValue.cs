using System.Globalization;
using System.Net;

namespace MailFront.Configuration.Values;

/// <summary>A network: <c>192.0.2.0/24</c>, <c>2001:db8::/32</c>, or a bare address for itself alone.</summary>
public static class NetworkValue
{
    private const int Ipv4Bits = 32;
    private const int Ipv6Bits = 128;
    private const int BitsPerOctet = 8;

    /// <summary>
    /// False when <paramref name="text"/> is no network. Host bits set (<c>192.0.2.1/24</c>) are cleared and told by <paramref name="hadHostBits"/>.
    /// </summary>
    public static bool TryParse(string text, out IPNetwork network, out bool hadHostBits)
    {
        network = default;
        hadHostBits = false;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        // IPAddress.Parse takes "1" and "0x7f.1" too; an operator who writes that means something else.
        var written = slash < 0 ? text : text[..slash];
        if (!IPAddress.TryParse(written, out var address) || (!written.Contains(':', StringComparison.Ordinal) && written.Count(c => c == '.') != 3))
        {
            return false;
        }

        var octets = address.GetAddressBytes();
        var bits = octets.Length * BitsPerOctet;
        var length = bits is Ipv4Bits or Ipv6Bits ? bits : 0;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bits))
        {
            return false;
        }

        hadHostBits = ClearHostBits(octets, length);
        network = new IPNetwork(new IPAddress(octets), length);
        return true;
    }

    private static bool ClearHostBits(byte[] octets, int length)
    {
        var cleared = false;
        for (var i = 0; i < octets.Length; i++)
        {
            var kept = Math.Clamp(length - (i * BitsPerOctet), 0, BitsPerOctet);
            var mask = (byte)(byte.MaxValue << (BitsPerOctet - kept));
            cleared |= (octets[i] & ~mask) != 0;
            octets[i] &= mask;
        }

        return cleared;
    }
}
