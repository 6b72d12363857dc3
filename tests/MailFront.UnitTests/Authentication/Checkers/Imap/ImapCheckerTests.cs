using MailFront.Authentication.Checkers;
using MailFront.Authentication.Checkers.Imap;
using MailFront.TestKit.Backends;
using MailFront.TestKit.Time;
using MailFront.Transport.Outbound;
using MailFront.Transport.Tls;
using MailFront.UnitTests.Authentication.Fakes;

namespace MailFront.UnitTests.Authentication.Checkers.Imap;

public sealed class ImapCheckerTests : IDisposable
{
    private const string Login = """
        S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready
        C: M1 AUTHENTICATE PLAIN AGFubmEAc2Vrcml0IHBhc3M=

        """;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly ScriptedListener _listener = new();

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData("S: M1 OK done\nC: M1 LOGOUT", CheckVerdict.Accepted)]
    [InlineData("S: * CAPABILITY IMAP4rev1\nS: M1 OK done\nC: M1 LOGOUT", CheckVerdict.Accepted)]
    [InlineData("S: M1 NO [AUTHENTICATIONFAILED] no", CheckVerdict.Wrong)]
    [InlineData("S: M1 NO no", CheckVerdict.Wrong)]
    [InlineData("S: M1 NO [UNAVAILABLE] later", CheckVerdict.Unavailable)]
    [InlineData("S: M1 BAD what", CheckVerdict.Unavailable)]
    [InlineData("S: * BYE going", CheckVerdict.Unavailable)]
    [InlineData("S: * BYE going\nS: M1 OK done", CheckVerdict.Unavailable)]
    [InlineData("S: M2 OK done", CheckVerdict.Unavailable)]
    [InlineData("S: +", CheckVerdict.Unavailable)]
    [InlineData("S: M1 MAYBE", CheckVerdict.Unavailable)]
    [InlineData("-- close", CheckVerdict.Unavailable)]
    [InlineData("-- reset", CheckVerdict.Unavailable)]
    [InlineData("S- {{4000 * OK still here\\r\\n}}\nS: M1 OK done", CheckVerdict.Unavailable)]
    [InlineData("-- flood xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", CheckVerdict.Unavailable)]
    public async Task Only_a_tagged_answer_to_the_login_is_a_verdict(string rest, CheckVerdict verdict)
    {
        Assert.Equal(verdict, (await PlayAsync(Login + rest)).Verdict);
    }

    [Theory]
    [InlineData("S: * PREAUTH welcome")]
    [InlineData("S: * BYE full")]
    [InlineData("S: +OK POP3")]
    [InlineData("S: HTTP/1.1 400 Bad Request")]
    [InlineData("S: M1 OK tagged")]
    [InlineData("S: * OK ready\nC: M1 CAPABILITY\nS: M1 OK nothing")]
    [InlineData("S: * OK ready\nC: M1 CAPABILITY\nS: M1 BAD what")]
    [InlineData("S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED] ready")]
    [InlineData("S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=PLAIN] ready")]
    public async Task A_server_that_cannot_be_asked_gets_no_credential(string transcript)
    {
        Assert.Equal(CheckVerdict.Unavailable, (await PlayAsync(transcript)).Verdict);
    }

    [Theory]
    [InlineData("S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\nC: M1 AUTHENTICATE PLAIN\nS: +\nC: AGFubmEAc2Vrcml0IHBhc3M=\nS: M1 OK done\nC: M1 LOGOUT")]
    [InlineData("S: * OK ready\nC: M1 CAPABILITY\nS: * CAPABILITY IMAP4rev1\nS: M1 OK done\nC: M1 LOGIN \"anna\" \"sekrit pass\"\nS: M1 OK done\nC: M1 LOGOUT")]
    public async Task Servers_without_initial_responses_or_without_PLAIN_are_asked_in_their_way(string transcript)
    {
        Assert.Equal(CheckVerdict.Accepted, (await PlayAsync(transcript)).Verdict);
    }

    [Theory]
    [InlineData("C: M1 STARTTLS\nS: M1 NO not here")]
    [InlineData("C: M1 STARTTLS\nS: M1 BAD what")]
    [InlineData("C: M1 STARTTLS\nS: M1 OK begin\nS: * CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\n-- hang")]
    [InlineData("C: M1 STARTTLS\nS: M1 OK begin\nS: M1 OK done\n-- hang")]
    public async Task Without_the_TLS_that_is_asked_for_no_credential_is_sent(string rest)
    {
        CheckOutcome outcome = await PlayAsync("S: * OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN SASL-IR] ready\n" + rest, ImapCheckTls.StartTls);

        Assert.Equal(CheckVerdict.Unavailable, outcome.Verdict);
    }

    [Fact]
    public async Task A_server_that_hangs_is_left_when_the_question_is_given_up()
    {
        var backend = new ScriptedBackend(Login + "-- hang");
        using var leaving = new CancellationTokenSource();
        Task playing = _listener.PlayAsync(CancellationToken.None, backend);
        Task<CheckOutcome> asking = Checker(_listener.Port, ImapCheckTls.Off).CheckAsync(Ask.About("anna"), leaving.Token).AsTask();
        await backend.WhenHanging.WaitAsync(_patience);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(_patience));
        await playing.WaitAsync(_patience);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_unavailable()
    {
        int port = _listener.Port;
        _listener.Dispose();

        Assert.Equal(CheckVerdict.Unavailable, (await Checker(port, ImapCheckTls.Off).CheckAsync(Ask.About("anna"), CancellationToken.None)).Verdict);
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("anna", "")]
    [InlineData("anna", "x\0y")]
    [InlineData("an\r\nna", "x")]
    public async Task What_IMAP_cannot_carry_is_wrong_without_asking(string user, string password)
    {
        Assert.Equal(CheckVerdict.Wrong, (await Checker(1, ImapCheckTls.Off).CheckAsync(Ask.About(user, password), CancellationToken.None)).Verdict);
    }

    private static ImapChecker Checker(int port, ImapCheckTls tls) => new(
        new ImapCheckServer("127.0.0.1", port, tls, new TlsClientPolicy { HostName = "127.0.0.1" }), new OutboundConnector(new ManualTimeProvider()));

    private async Task<CheckOutcome> PlayAsync(string transcript, ImapCheckTls tls = ImapCheckTls.Off)
    {
        Task playing = _listener.PlayAsync(CancellationToken.None, new ScriptedBackend(transcript));
        CheckOutcome outcome = await Checker(_listener.Port, tls).CheckAsync(Ask.About("anna"), CancellationToken.None).AsTask().WaitAsync(_patience);

        // Fails when the client said something that is not in the transcript.
        await playing.WaitAsync(_patience);
        return outcome;
    }
}
