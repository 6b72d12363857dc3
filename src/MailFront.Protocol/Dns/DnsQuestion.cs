using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MailFront.Protocol.Dns;

/// <summary>Writes questions for A records (RFC 1035 §4.1): one question, recursion desired.</summary>
public static class DnsQuestion
{
    /// <summary>Octets of a message's header.</summary>
    public const int HeaderOctets = 12;

    /// <summary>Longest question: header, a name of 255 octets, type and class.</summary>
    public const int MostOctets = HeaderOctets + 255 + 4;

    internal const ushort TypeA = 1;
    internal const ushort ClassInternet = 1;

    private const ushort RecursionDesired = 0x0100;
    private const int LongestLabel = 63;

    /// <summary>Writes the question for <paramref name="name"/>. Answers its length; 0 when it is no domain name.</summary>
    public static int Write(ushort id, string name, Span<byte> message)
    {
        message[..HeaderOctets].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(message, id);
        BinaryPrimitives.WriteUInt16BigEndian(message[2..], RecursionDesired);
        BinaryPrimitives.WriteUInt16BigEndian(message[4..], 1);
        var at = HeaderOctets;
        foreach (var label in name.Split('.'))
        {
            if (label.Length is 0 or > LongestLabel || !Ascii.IsValid(label) || at + label.Length + 6 > Math.Min(message.Length, MostOctets))
            {
                return 0;
            }

            message[at++] = (byte)label.Length;
            at += Encoding.ASCII.GetBytes(label, message[at..]);
        }

        message[at++] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(message[at..], TypeA);
        BinaryPrimitives.WriteUInt16BigEndian(message[(at + 2)..], ClassInternet);
        return at + 4;
    }

    /// <summary>The name under which a block list at <paramref name="zone"/> keeps <paramref name="address"/> (RFC 5782 §2.1, §2.4).</summary>
    public static string BlocklistName(IPAddress address, string zone)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var octets = plain.GetAddressBytes();
        var name = new StringBuilder();
        for (var i = octets.Length - 1; i >= 0; i--)
        {
            _ = plain.AddressFamily == AddressFamily.InterNetwork
                ? name.Append(octets[i]).Append('.')
                : name.Append(Digit(octets[i] & 0xf)).Append('.').Append(Digit(octets[i] >> 4)).Append('.');
        }

        return name.Append(zone).ToString();
    }

    private static char Digit(int value) => "0123456789abcdef"[value];
}
