using System.Globalization;
using System.Net;
using System.Text;

namespace MailFront.Backends.Dialects;

/// <summary>
/// Writes what a Dovecot backend is told of the client: the fields of IMAP ID (RFC 2971) and of POP3 XCLIENT that Dovecot
/// believes when they come from its login_trusted_networks (dovecot imap-login/imap-proxy.c, pop3-login/pop3-proxy.c).
/// </summary>
internal static class ClientIdentityWriter
{
    /// <summary>Longest session id passed on; Dovecot cuts at 128.</summary>
    private const int MaxSessionIdLength = 64;

    /// <summary>The list behind <c>ID</c>, with parentheses.</summary>
    public static string ImapIdList(ClientIdentity client)
    {
        var list = new StringBuilder("(");
        Append("x-session-id", SessionId(client));
        AppendEndPoint("x-originating", client.Source);
        AppendEndPoint("x-connected", client.Destination);
        Append("x-proxy-ttl", Number(client.ProxyTtl - 1));
        return list.Append(')').ToString();

        void AppendEndPoint(string prefix, IPEndPoint? endPoint)
        {
            if (endPoint is not null)
            {
                Append(prefix + "-ip", Address(endPoint));
                Append(prefix + "-port", Number(endPoint.Port));
            }
        }

        void Append(string name, string value)
        {
            if (value.Length > 0)
            {
                list.Append(list.Length > 1 ? " " : string.Empty).Append('"').Append(name).Append("\" \"").Append(value).Append('"');
            }
        }
    }

    /// <summary>The XCLIENT command without its line end.</summary>
    public static string Pop3XClient(ClientIdentity client)
    {
        var command = new StringBuilder("XCLIENT");
        if (client.Source is { } source)
        {
            command.Append(" ADDR=").Append(Address(source)).Append(" PORT=").Append(Number(source.Port));
        }

        if (SessionId(client) is { Length: > 0 } session)
        {
            command.Append(" SESSION=").Append(session);
        }

        return command.Append(" TTL=").Append(Number(client.ProxyTtl - 1)).ToString();
    }

    /// <summary>
    /// The address as inet_ntop writes it: an IPv4 client of a dual-stack listener as IPv4, no zone (it means nothing on another machine).
    /// </summary>
    private static string Address(IPEndPoint endPoint)
    {
        var address = endPoint.Address.IsIPv4MappedToIPv6 ? endPoint.Address.MapToIPv4() : endPoint.Address;
        var text = address.ToString();
        var zone = text.IndexOf('%', StringComparison.Ordinal);
        return zone < 0 ? text : text[..zone];
    }

    /// <summary>Only characters that neither an IMAP quoted string nor an XCLIENT field has to escape.</summary>
    private static string SessionId(ClientIdentity client) =>
        string.Concat(client.SessionId.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '+').Take(MaxSessionIdLength));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
