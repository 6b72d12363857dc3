using System.Net;
using System.Text;
using MailFront.Load.CommandLine;

namespace MailFront.Load.Stub;

/// <summary>Where the stub backend listens and whom it lets in.</summary>
internal sealed record StubOptions
{
    /// <summary>IMAP addresses.</summary>
    public IReadOnlyList<IPEndPoint> Imap { get; init; } = [];

    /// <summary>POP3 addresses.</summary>
    public IReadOnlyList<IPEndPoint> Pop3 { get; init; } = [];

    /// <summary>The HTTP port: nginx's auth_http and the counters; null: none.</summary>
    public IPEndPoint? Http { get; init; }

    /// <summary>Path of the saslauthd socket; null: none.</summary>
    public string? SaslauthdPath { get; init; }

    /// <summary>Name of the proxy that may log in as any user.</summary>
    public byte[] ProxyUser { get; init; } = "mailproxy"u8.ToArray();

    /// <summary>Password of the proxy.</summary>
    public byte[] ProxyPassword { get; init; } = "proxysecret"u8.ToArray();

    /// <summary>Reads the options.</summary>
    public static StubOptions Parse(Arguments arguments)
    {
        var imap = arguments.Text("imap", "127.0.0.11-18:24143");
        var pop3 = arguments.Text("pop3", "127.0.0.11-18:24110");
        var http = arguments.Text("http", "127.0.0.1:24080");
        var sasl = arguments.Text("sasl", "");
        var proxy = arguments.Text("proxy", "mailproxy:proxysecret").Split(':', 2);
        return new StubOptions
        {
            Imap = LoopbackEndpoint.ParseRange(imap),
            Pop3 = LoopbackEndpoint.ParseRange(pop3),
            Http = LoopbackEndpoint.Parse(http),
            SaslauthdPath = sasl.Length > 0 ? sasl : null,
            ProxyUser = Encoding.UTF8.GetBytes(proxy[0]),
            ProxyPassword = Encoding.UTF8.GetBytes(proxy.Length > 1 ? proxy[1] : throw new UsageException("--proxy takes USER:PASSWORD")),
        };
    }
}
