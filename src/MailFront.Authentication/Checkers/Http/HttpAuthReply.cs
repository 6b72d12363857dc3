using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace MailFront.Authentication.Checkers.Http;

/// <summary>
/// What the headers of an auth_http service mean (mail/ngx_mail_auth_http_module.c:ngx_mail_auth_http_process_headers). Stricter than nginx, which does
/// not look at the status line: yes is believed with a 2xx only, and a 5xx is never a no.
/// </summary>
internal static class HttpAuthReply
{
    private const char TemporaryCode = '4';
    private const int FirstServerError = 500;

    /// <summary>The verdict.</summary>
    public static CheckOutcome Judge(HttpResponseMessage response)
    {
        if ((int)response.StatusCode >= FirstServerError)
        {
            return Unavailable($"answers with HTTP status {(int)response.StatusCode}");
        }

        if (!TryRead(response.Headers, "Auth-Status", out string? status) || string.IsNullOrEmpty(status))
        {
            return Unavailable($"sends no Auth-Status (HTTP status {(int)response.StatusCode})");
        }

        return status switch
        {
            "OK" when response.IsSuccessStatusCode => Accepted(response.Headers),
            "OK" => Unavailable($"says OK with HTTP status {(int)response.StatusCode}"),
            "WAIT" => Unavailable("asks to come back later"),

            // An SMTP code of the kind "try again later" (RFC 5321 §4.2.1), which services send for every protocol.
            _ when TryRead(response.Headers, "Auth-Error-Code", out string? code) && code?.StartsWith(TemporaryCode) == true =>
                Unavailable("reports a temporary failure"),
            _ => new CheckOutcome(CheckVerdict.Wrong, "the HTTP service says no"),
        };
    }

    private static CheckOutcome Unavailable(string what) => new(CheckVerdict.Unavailable, $"the HTTP service {what}");

    private static CheckOutcome Accepted(HttpResponseHeaders headers)
    {
        bool isReadable = TryRead(headers, "Auth-Server", out string? server) & TryRead(headers, "Auth-Port", out string? port)
            & TryRead(headers, "Auth-User", out string? user);
        string? location = null;
        if (!isReadable || user?.Any(char.IsControl) == true || (server is not null && !TryLocate(server, port, out location)))
        {
            return Unavailable("sends headers that cannot be used");
        }

        return new CheckOutcome(CheckVerdict.Accepted, null) { User = string.IsNullOrEmpty(user) ? null : user, Location = location };
    }

    private static bool TryLocate(string server, string? port, out string? location)
    {
        location = null;
        int number = 0;
        if (port is not null
            && !(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and <= IPEndPoint.MaxPort))
        {
            return false;
        }

        bool isAddress = IPAddress.TryParse(server is ['[', .., ']'] ? server[1..^1] : server, out IPAddress? address);
        if (!isAddress && Uri.CheckHostName(server) != UriHostNameType.Dns)
        {
            return false;
        }

        string host = address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } ? $"[{address}]" : address?.ToString() ?? server;
        location = port is null ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{number}");
        return true;
    }

    // False for a header that is there twice: nobody can say which one was meant.
    private static bool TryRead(HttpResponseHeaders headers, string name, out string? value)
    {
        value = null;
        if (!headers.TryGetValues(name, out IEnumerable<string>? values))
        {
            return true;
        }

        string[] all = [.. values];
        value = all.Length == 1 ? all[0] : null;
        return all.Length == 1;
    }
}
