using System.Net;
using System.Text;

namespace MailFront.Load.Stub;

/// <summary>
/// The server behind nginx's <c>auth_http</c> (ngx_mail_auth_http_module), which sends each user to the next backend; and
/// <c>GET /logins</c>, the stub's own count of mailbox logins.
/// </summary>
internal sealed class AuthHttpStub(StubOptions options, StubStatistics statistics) : IStubDialogue
{
    private static int _next = -1;

    /// <inheritdoc/>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public void Greet(StubOutput output)
    {
    }

    /// <inheritdoc/>
    public int Answer(ReadOnlySpan<byte> input, StubOutput output)
    {
        var end = input.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return 0;
        }

        IsOver = true;
        var request = Encoding.ASCII.GetString(input[..end]).Split("\r\n");
        output.Add("HTTP/1.0 200 OK\r\n"u8);
        if (request[0].StartsWith("GET /logins ", StringComparison.Ordinal))
        {
            output.Add("Content-Type: text/plain\r\n\r\n"u8).Add(statistics.Logins);
        }
        else
        {
            Authenticate(request, output);
        }

        return end + 4;
    }

    private static string Header(string[] request, string name) =>
        request.FirstOrDefault(l => l.StartsWith(name, StringComparison.OrdinalIgnoreCase)) is { } line
            ? WebUtility.UrlDecode(line[name.Length..].Trim().Replace("+", "%2B", StringComparison.Ordinal)) : "";

    private void Authenticate(string[] request, StubOutput output)
    {
        statistics.CountQuestion();
        if (!PasswordRule.IsOwn(Header(request, "Auth-User:"), Header(request, "Auth-Pass:")))
        {
            output.Add("Auth-Status: Invalid login or password\r\n\r\n"u8);
            return;
        }

        var backends = Header(request, "Auth-Protocol:") == "pop3" ? options.Pop3 : options.Imap;
        var backend = backends[(Interlocked.Increment(ref _next) & int.MaxValue) % backends.Count];
        output.Add("Auth-Status: OK\r\nAuth-Server: "u8).Add(Encoding.ASCII.GetBytes(backend.Address.ToString()))
            .Add("\r\nAuth-Port: "u8).Add(backend.Port).Add("\r\n\r\n"u8);
    }
}
