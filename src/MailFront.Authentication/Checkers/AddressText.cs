using System.Net;

namespace MailFront.Authentication.Checkers;

/// <summary>Addresses as other systems read them: IPv4 behind an IPv6 socket as IPv4, and without our interface names.</summary>
internal static class AddressText
{
    /// <summary>The address; empty for none (a unix socket).</summary>
    public static string Of(IPAddress? address)
    {
        if (address is null)
        {
            return string.Empty;
        }

        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

        // A new one from the octets has no scope: "%eth0" means nothing to another machine.
        return new IPAddress(plain.GetAddressBytes()).ToString();
    }
}
