using System.Globalization;
using System.Text;
using MailFront.Authentication.Web;

namespace MailFront.Authentication.Checkers.Http;

/// <summary>The request that nginx' mail proxy makes for each login (mail/ngx_mail_auth_http_module.c:ngx_mail_auth_http_create_request).</summary>
internal static class HttpAuthRequest
{
    private const int LastControl = 0x1f;

    /// <summary>The request. Its header values are strings, which cannot be wiped: the price of the platform's HTTP client.</summary>
    public static HttpRequestMessage Make(Uri url, SecretHeader? header, PasswordQuestion question)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        Add(request, "Auth-Method", "plain");
        Add(request, "Auth-User", Escape(Encoding.UTF8.GetBytes(question.User)));
        Add(request, "Auth-Pass", Escape(question.Password.Bytes));
        Add(request, "Auth-Protocol", ServiceName.Protocol(question.Service));
        Add(request, "Auth-Login-Attempt", question.Attempt.ToString(CultureInfo.InvariantCulture));
        Add(request, "Client-IP", question.Source is null ? "unix:" : AddressText.Of(question.Source));
        if (question.IsSecure)
        {
            Add(request, "Auth-SSL", "on");
        }

        if (header is not null)
        {
            Add(request, header.Name, header.Value);
        }

        return request;
    }

    /// <summary>
    /// As nginx' NGX_ESCAPE_MAIL_AUTH (core/ngx_string.c:ngx_escape_uri): controls, the space and <c>%</c> become <c>%XX</c>, all else stays, each octet
    /// one character. So nothing in a name or password can end the header's line.
    /// </summary>
    public static string Escape(ReadOnlySpan<byte> value)
    {
        var escaped = new StringBuilder(3 * value.Length);
        foreach (byte octet in value)
        {
            if (octet is <= LastControl or (byte)' ' or (byte)'%')
            {
                escaped.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
            else
            {
                escaped.Append((char)octet);
            }
        }

        return escaped.ToString();
    }

    private static void Add(HttpRequestMessage request, string name, string value) => request.Headers.TryAddWithoutValidation(name, value);
}
