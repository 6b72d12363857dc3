using System.Net;
using System.Net.Sockets;

namespace MailFront.Admin.Sessions;

/// <summary>Names the part of the network an address belongs to, as the evidence counts it: /24 of IPv4, /56 of IPv6.</summary>
internal static class SourceNetwork
{
    private const int V4Bits = 24;
    private const int V6Bits = 56;
    private const int BitsPerOctet = 8;

    /// <summary>The network; null behind a unix socket.</summary>
    public static string? Of(IPAddress? source)
    {
        if (SessionView.Plain(source) is not { } address)
        {
            return null;
        }

        var bits = address.AddressFamily == AddressFamily.InterNetwork ? V4Bits : V6Bits;
        var octets = address.GetAddressBytes();
        octets.AsSpan(bits / BitsPerOctet).Clear();
        return $"{new IPAddress(octets)}/{bits}";
    }
}
