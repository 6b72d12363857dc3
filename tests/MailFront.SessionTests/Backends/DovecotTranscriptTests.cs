using System.Net;
using MailFront.Backends;

namespace MailFront.SessionTests.Backends;

/// <summary>Dialogues as Dovecot 2.3.19 was seen to answer them, with the client's network in its login_trusted_networks.</summary>
public sealed class DovecotTranscriptTests : IDisposable
{
    private const string ImapGreeting =
        "* OK [CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+ AUTH=PLAIN] Dovecot (Debian) ready.";

    private const string Pop3Capabilities = """
        C: CAPA
        S: +OK
        S: CAPA
        S: TOP
        S: UIDL
        S: RESP-CODES
        S: PIPELINING
        S: AUTH-RESP-CODE
        S: USER
        S: SASL PLAIN
        S: .

        """;

    private static readonly string _response = BackendBench.Plain("anna", "master", "masterpw");

    private readonly BackendBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task An_imap_login_tells_the_client_by_id_in_front_of_the_login()
    {
        var outcome = await _bench.OpenAsync(BackendBench.Dovecot, BackendBench.Imap("anna"), $"""
            S: {ImapGreeting}
            C: I01 ID ("x-session-id" "s1234" "x-originating-ip" "198.51.100.7" "x-originating-port" "4242" "x-connected-ip" "192.0.2.1" "x-connected-port" "993" "x-proxy-ttl" "6")
            C: A01 AUTHENTICATE PLAIN {_response}
            S: * ID ("name" "Dovecot")
            S: I01 OK ID completed.
            S: A01 OK [CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE SORT LITERAL+ NOTIFY] Logged in
            """);

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
        Assert.Equal("IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE SORT LITERAL+ NOTIFY", outcome.Connection.Capabilities);
        Assert.Equal("Logged in", outcome.Connection.StatusText);
    }

    [Fact]
    public async Task An_ipv6_client_is_told_without_its_zone()
    {
        var login = BackendBench.Imap("anna") with
        {
            Client = new ClientIdentity(
                new IPEndPoint(IPAddress.Parse("fe80::7%3"), 4242), new IPEndPoint(IPAddress.Parse("::ffff:192.0.2.1"), 143), "s1"),
        };

        var outcome = await _bench.OpenAsync(BackendBench.Dovecot, login, $"""
            S: {ImapGreeting}
            C: I01 ID ("x-session-id" "s1" "x-originating-ip" "fe80::7" "x-originating-port" "4242" "x-connected-ip" "192.0.2.1" "x-connected-port" "143" "x-proxy-ttl" "6")
            C: A01 AUTHENTICATE PLAIN {_response}
            S: I01 NO not now
            S: A01 OK [CAPABILITY IMAP4rev1] Logged in
            """);

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
    }

    [Fact]
    public async Task A_backend_that_does_not_offer_id_is_not_told()
    {
        var outcome = await _bench.OpenAsync(BackendBench.Dovecot, BackendBench.Imap("anna"), $"""
            S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready
            C: A01 AUTHENTICATE PLAIN {_response}
            S: A01 OK [CAPABILITY IMAP4rev1] Logged in
            """);

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
    }

    [Fact]
    public async Task A_pop3_login_tells_the_client_by_xclient()
    {
        var login = BackendBench.Pop3("anna") with
        {
            Client = new ClientIdentity(new IPEndPoint(IPAddress.Parse("2001:db8::7"), 4242), null, "abc"),
        };

        var outcome = await _bench.OpenAsync(BackendBench.Dovecot, login, $"""
            S: +OK [XCLIENT] Dovecot (Debian) ready.
            {Pop3Capabilities}
            C: XCLIENT ADDR=2001:db8::7 PORT=4242 SESSION=abc TTL=6
            S: +OK Updated
            C: AUTH PLAIN {_response}
            S: +OK Logged in.
            """);

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
        Assert.Equal("Logged in.", outcome.Connection.StatusText);
    }

    [Fact]
    public async Task A_pop3_backend_that_does_not_trust_us_is_not_told()
    {
        var outcome = await _bench.OpenAsync(BackendBench.Dovecot, BackendBench.Pop3("anna"), $"""
            S: +OK Dovecot (Debian) ready.
            {Pop3Capabilities}
            C: AUTH PLAIN {_response}
            S: +OK Logged in.
            """);

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
    }

    [Theory]
    [InlineData("A01 NO [AUTHENTICATIONFAILED] Authentication failed.", "AUTHENTICATIONFAILED: Authentication failed.")]
    [InlineData("A01 NO [AUTHORIZATIONFAILED] Authorization failed", "AUTHORIZATIONFAILED: Authorization failed")]
    public async Task Refused_master_credentials_are_never_a_wrong_password(string answer, string detail)
    {
        var outcome = await _bench.OpenAsync(BackendBench.Dovecot, BackendBench.Imap("anna"), $"""
            S: {ImapGreeting}
            C~ I01 ID .*
            C: A01 AUTHENTICATE PLAIN {_response}
            S: I01 OK ID completed.
            S: {answer}
            """);

        Assert.Equal(new BackendFailure("dove", BackendFailureKind.LoginRefused, BackendStep.Login, detail), outcome.Failure);
    }

    [Fact]
    public async Task A_session_that_came_through_too_many_proxies_is_not_passed_on()
    {
        var login = BackendBench.Imap("anna") with { Client = BackendBench.Client with { ProxyTtl = 1 } };

        var outcome = await _bench.Connector.OpenAsync(BackendBench.Dovecot, login, CancellationToken.None);

        Assert.Equal(BackendFailureKind.LoginRefused, outcome.Failure?.Kind);
        Assert.Empty(_bench.Dialer.Dialled);
    }

    [Fact]
    public async Task A_session_id_cannot_break_out_of_its_field()
    {
        var login = BackendBench.Imap("anna") with { Client = new ClientIdentity(null, null, "a\" \"x-originating-ip\" \"10.0.0.1\r\nb") };

        var outcome = await _bench.OpenAsync(BackendBench.Dovecot, login, $"""
            S: {ImapGreeting}
            C: I01 ID ("x-session-id" "ax-originating-ip10.0.0.1b" "x-proxy-ttl" "6")
            C: A01 AUTHENTICATE PLAIN {_response}
            S: I01 OK ID completed.
            S: A01 OK [CAPABILITY IMAP4rev1] Logged in
            """);

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
    }
}
