using System.Globalization;
using MailFront.Authentication.Checkers;
using MailFront.Authentication.Checkers.DovecotAuth;
using MailFront.Authentication.Checkers.Http;
using MailFront.Authentication.Checkers.Imap;
using MailFront.Authentication.Lanes;
using MailFront.Authentication.Policy;
using MailFront.Authentication.Web;
using MailFront.Configuration;
using MailFront.Configuration.Settings;
using MailFront.Transport.Outbound;
using MailFront.Transport.Tls;
using Microsoft.Extensions.Logging;

namespace MailFront.Composition;

/// <summary>Makes the checkers behind IMAP, HTTP and Dovecot's auth socket, and the client of the policy server. Whoever asks for them disposes them.</summary>
internal static class RemoteCheckers
{
    private const string DefaultPolicyHeader = "X-API-Key";

    /// <summary>The endpoints of one kind, equal to each other; empty for a kind that is made elsewhere.</summary>
    public static CheckerEndpoint[] Endpoints(
        CheckerKind kind, CheckerSettings settings, OutboundConnector connector, TimeProvider time, ILoggerFactory loggers)
    {
        var remote = settings.Remote;
        (string Name, IPasswordChecker Checker)[] made = kind switch
        {
            CheckerKind.Imap => [.. remote.ImapServers.Select(server => (Place(server), new ImapChecker(Server(server), connector)))],
            CheckerKind.Http =>
                [.. remote.HttpUrls.Select(url => (url.Authority, new HttpChecker(url, Header(remote.HttpHeader, null), settings.Concurrency)))],
            CheckerKind.DovecotAuth =>
            [
                (remote.DovecotAuthSocket,
                    new DovecotAuthChecker(remote.DovecotAuthSocket, connector, time, loggers.CreateLogger<DovecotAuthChecker>())),
            ],
            _ => [],
        };
        return
        [
            .. made.Select(one => new CheckerEndpoint(made.Length == 1 ? one.Checker.Name : $"{one.Checker.Name} {one.Name}", one.Checker, settings.Concurrency)),
        ];
    }

    /// <summary>The policy server; null when none is configured.</summary>
    public static HttpPolicyServer? PolicyServer(CheckerSettings settings, TimeProvider time, ILoggerFactory loggers)
    {
        if (settings.Policy is not { } policy)
        {
            return null;
        }

        var options = new PolicyServerOptions
        {
            Url = policy.Url,
            Header = Header(policy.Header, DefaultPolicyHeader),
            Nonce = policy.Nonce.Reveal(),
            HashBits = policy.HashBits,
            IsRequired = policy.RejectsOnFailure,
            OnlyLogs = policy.OnlyLogs,
            AsksAboutVerified = policy.ChecksVerified,
        };
        return new HttpPolicyServer(options, time, loggers.CreateLogger<HttpPolicyServer>());
    }

    private static string Place(ImapCheckerServer server) => string.Create(CultureInfo.InvariantCulture, $"{server.Host}:{server.Port}");

    private static ImapCheckServer Server(ImapCheckerServer server)
    {
        var tls = server.Tls switch
        {
            BackendTls.StartTls => ImapCheckTls.StartTls,
            BackendTls.Implicit => ImapCheckTls.Implicit,
            _ => ImapCheckTls.Off,
        };
        var policy = new TlsClientPolicy { HostName = server.Host, Verify = server.VerifyCertificate, CaFile = server.CaFile };
        return new ImapCheckServer(server.Host, server.Port, tls, policy);
    }

    // The reader has refused what is none.
    private static SecretHeader? Header(HiddenText? text, string? defaultName) =>
        text is not null && SecretHeader.TryParse(text.Reveal(), defaultName, out var header) ? header : null;
}
