using System.Text;
using MailFront.Backends;

namespace MailFront.SessionTests.Backends;

/// <summary>Dialogues as the Cyrus 3.6.1 proxy was seen to lead them with a Cyrus 3.6.1 backend.</summary>
public sealed class CyrusTranscriptTests : IDisposable
{
    private const string ImapGreeting =
        "* OK [CAPABILITY IMAP4rev1 LITERAL+ ID ENABLE MUPDATE=mupdate://127.0.0.1:20905/ AUTH=PLAIN AUTH=LOGIN SASL-IR] be1.lab Cyrus IMAP 3.6.1-Debian-3.6.1-4+deb12u5 server ready";

    private const string Pop3Start = """
        S: +OK be1.lab Cyrus POP3 3.6.1-Debian-3.6.1-4+deb12u5 server ready <12558915961463954127.1795330553@be1.lab>
        C: CAPA
        S: +OK List of capabilities follows
        S: SASL PLAIN LOGIN
        S: EXPIRE NEVER
        S: LOGIN-DELAY 0
        S: TOP
        S: UIDL
        S: PIPELINING
        S: RESP-CODES
        S: AUTH-RESP-CODE
        S: USER
        S: IMPLEMENTATION Cyrus POP3 3.6.1-Debian-3.6.1-4+deb12u5
        S: .

        """;

    private readonly BackendBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task An_imap_login_takes_one_round_trip_after_the_greeting()
    {
        var outcome = await _bench.OpenAsync(BackendBench.Cyrus, BackendBench.Imap(), $"""
            S: {ImapGreeting}
            C: A01 AUTHENTICATE PLAIN dXNlcjAwMjUAbXVyZGVyAG11cmRlcnB3
            S: A01 OK [CAPABILITY IMAP4rev1 LITERAL+ ID ENABLE ACL IDLE NAMESPACE UIDPLUS] User logged in SESSIONID=<be1-1795330549-26370-1-6302>
            """);

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
        Assert.Equal("be1", outcome.Connection.Backend);
        Assert.Equal("IMAP4rev1 LITERAL+ ID ENABLE ACL IDLE NAMESPACE UIDPLUS", outcome.Connection.Capabilities);
        Assert.Equal("User logged in SESSIONID=<be1-1795330549-26370-1-6302>", outcome.Connection.StatusText);
        Assert.Equal(["be1.lab:143"], _bench.Dialer.Dialled);
        Assert.Empty(_bench.Log.Lines);
    }

    [Fact]
    public async Task A_pop3_login_asks_for_capa_and_authenticates_with_an_initial_response()
    {
        var outcome = await _bench.OpenAsync(BackendBench.Cyrus, BackendBench.Pop3(), Pop3Start + """
            C: AUTH PLAIN dXNlcjAwMjUAbXVyZGVyAG11cmRlcnB3
            S: +OK Mailbox locked and ready SESSIONID=<be1-1795330553-26391-1-85646329548723746>
            """);

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
        Assert.Equal(string.Empty, outcome.Connection.Capabilities);
        Assert.Equal("Mailbox locked and ready SESSIONID=<be1-1795330553-26391-1-85646329548723746>", outcome.Connection.StatusText);
        Assert.Equal(["be1.lab:110"], _bench.Dialer.Dialled);
    }

    [Fact]
    public async Task Without_sasl_ir_the_response_waits_for_the_continuation()
    {
        var outcome = await _bench.OpenAsync(BackendBench.Cyrus, BackendBench.Imap(), """
            S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready
            C: A01 AUTHENTICATE PLAIN
            S: +
            C: dXNlcjAwMjUAbXVyZGVyAG11cmRlcnB3
            S: A01 OK [CAPABILITY IMAP4rev1] User logged in
            """);

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
    }

    [Fact]
    public async Task Capabilities_are_asked_for_where_greeting_and_login_do_not_name_them()
    {
        var outcome = await _bench.OpenAsync(BackendBench.Cyrus, BackendBench.Imap(), """
            S: * OK be1.lab ready
            C: C02 CAPABILITY
            S: * CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR
            S: C02 OK Completed
            C: A01 AUTHENTICATE PLAIN dXNlcjAwMjUAbXVyZGVyAG11cmRlcnB3
            S: A01 OK User logged in
            C: C03 CAPABILITY
            S: * CAPABILITY IMAP4rev1 IDLE
            S: C03 OK Completed
            """);

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
        Assert.Equal("IMAP4rev1 IDLE", outcome.Connection.Capabilities);
        Assert.Equal("User logged in", outcome.Connection.StatusText);
    }

    [Fact]
    public async Task Bytes_behind_the_login_stay_unread_for_the_relay()
    {
        var outcome = await _bench.OpenAsync(BackendBench.Cyrus, BackendBench.Imap(), $"""
            S: {ImapGreeting}
            C: A01 AUTHENTICATE PLAIN dXNlcjAwMjUAbXVyZGVyAG11cmRlcnB3
            S: A01 OK [CAPABILITY IMAP4rev1] User logged in
            S: * OK [ALERT] The disk is full
            """);

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
        Assert.Equal("* OK [ALERT] The disk is full\r\n", Encoding.ASCII.GetString(outcome.Connection.Channel.Unread.Span));
    }

    [Fact]
    public async Task A_pop3_response_too_long_for_an_auth_line_waits_for_the_continuation()
    {
        var user = new string('u', 200);

        var outcome = await _bench.OpenAsync(BackendBench.Cyrus, BackendBench.Pop3(user), Pop3Start + $"""
            C: AUTH PLAIN
            S: +
            C: {BackendBench.Plain(user, "murder", "murderpw")}
            S: +OK Mailbox locked and ready
            """);

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
    }

    [Fact]
    public async Task A_backend_that_does_not_know_the_proxy_is_the_operators_matter()
    {
        var outcome = await _bench.OpenAsync(BackendBench.Cyrus, BackendBench.Imap(), $"""
            S: {ImapGreeting}
            C: A01 AUTHENTICATE PLAIN dXNlcjAwMjUAbXVyZGVyAG11cmRlcnB3
            S: A01 NO authentication failure
            """);

        Assert.Equal(
            new BackendFailure("be1", BackendFailureKind.LoginRefused, BackendStep.Login, "authentication failure"), outcome.Failure);
        Assert.Equal(
            "Warning 4001 backend be1 Imap: login of user0025 failed: LoginRefused at Login: authentication failure (session s1234)",
            Assert.Single(_bench.Log.Lines));
    }

    [Fact]
    public async Task A_locked_maildrop_is_told_to_the_client()
    {
        var outcome = await _bench.OpenAsync(BackendBench.Cyrus, BackendBench.Pop3(), Pop3Start + """
            C: AUTH PLAIN dXNlcjAwMjUAbXVyZGVyAG11cmRlcnB3
            S: -ERR [IN-USE] Unable to lock maildrop: Mailbox is locked by POP server
            """);

        Assert.Equal(BackendFailureKind.Refused, outcome.Failure?.Kind);
        Assert.Equal("IN-USE", outcome.Failure?.ResponseCode);
    }
}
