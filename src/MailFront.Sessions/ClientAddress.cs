using System.Net;

namespace MailFront.Sessions;

/// <summary>A client's address as Cyrus writes it in logs: <c>[192.0.2.1]</c>, with no name, since a lookup could wait.</summary>
internal static class ClientAddress
{
    // Behind a unix socket there is no address; Cyrus shows this.
    private const string Local = "[unix socket]";

    /// <summary>The address in brackets; IPv4 in its own form even on a dual-stack socket.</summary>
    public static string Of(IPEndPoint? source)
    {
        if (source is null)
        {
            return Local;
        }

        var address = source.Address;
        return $"[{(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)}]";
    }
}
