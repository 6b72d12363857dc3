using MailFront.Backends;

namespace MailFront.SessionTests.Backends;

/// <summary>Every step of a login against every way in which a backend can fail it.</summary>
public sealed class FailureTests : IDisposable
{
    private const string ImapOffer = "S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR STARTTLS] ready\n";

    private static readonly Dictionary<string, (string Transcript, BackendStep Step, bool IsImap, bool StartsTls)> _places = new()
    {
        ["imap greeting"] = ("", BackendStep.Greeting, true, false),
        ["imap capability"] = ("S: * OK ready\nC: C02 CAPABILITY\n", BackendStep.Negotiate, true, false),
        ["imap starttls"] = (ImapOffer + "C: S01 STARTTLS\n", BackendStep.Tls, true, true),
        ["imap login"] = (ImapOffer + "C~ A01 AUTHENTICATE PLAIN .*\n", BackendStep.Login, true, false),
        ["imap capability after login"] =
            (ImapOffer + "C~ A01 AUTHENTICATE PLAIN .*\nS: A01 OK done\nC: C03 CAPABILITY\n", BackendStep.Login, true, false),
        ["pop3 greeting"] = ("", BackendStep.Greeting, false, false),
        ["pop3 capa"] = ("S: +OK ready\nC: CAPA\n", BackendStep.Negotiate, false, false),
        ["pop3 capa list"] = ("S: +OK ready\nC: CAPA\nS: +OK\nS: TOP\n", BackendStep.Negotiate, false, false),
        ["pop3 stls"] = ("S: +OK ready\nC: CAPA\nS: +OK\nS: STLS\nS: .\nC: STLS\n", BackendStep.Tls, false, true),
        ["pop3 login"] = ("S: +OK ready\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: .\nC~ AUTH PLAIN .*\n", BackendStep.Login, false, false),
    };

    private readonly BackendBench _bench = new();

    public static TheoryData<string> Places => [.. _places.Keys];

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Places))]
    public Task A_backend_that_closes_is_typed_by_the_step(string place) => CheckAsync(place, "-- close", BackendFailureKind.Closed);

    [Theory]
    [MemberData(nameof(Places))]
    public Task A_backend_that_resets_is_typed_by_the_step(string place) => CheckAsync(place, "-- reset", BackendFailureKind.Closed);

    [Theory]
    [MemberData(nameof(Places))]
    public Task Another_protocol_is_garbled(string place) =>
        CheckAsync(place, "S: \\x16\\x03\\x01HTTP/1.1 400 Bad Request\n", place == "pop3 capa list" ? null : BackendFailureKind.Garbled);

    [Theory]
    [MemberData(nameof(Places))]
    public Task An_endless_line_is_garbled(string place) => CheckAsync(place, "-- flood {{1000 x}}", BackendFailureKind.Garbled);

    [Theory]
    [MemberData(nameof(Places))]
    public Task Endless_lines_are_garbled(string place) => CheckAsync(place, "-- flood * 1 EXISTS\\r\\n", BackendFailureKind.Garbled);

    [Theory]
    [MemberData(nameof(Places))]
    public Task A_giant_literal_is_garbled_without_waiting_for_it(string place) =>
        CheckAsync(place, "S: * ID (\"name\" {9999999999}\n-- hang", place == "pop3 capa list" ? null : BackendFailureKind.Garbled);

    [Theory]
    [MemberData(nameof(Places))]
    public Task A_nul_is_garbled(string place) => CheckAsync(place, "S: * OK \\x00\n-- hang", BackendFailureKind.Garbled);

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_backend_that_falls_silent_times_out_at_the_deadline(string place)
    {
        var (transcript, step, isImap, startsTls) = _places[place];

        var outcome = await _bench.OpenAndWaitAsync(Endpoint(startsTls), Login(isImap), transcript + "-- hang");

        AssertFailed(outcome, BackendFailureKind.TimedOut, step);
    }

    [Theory]
    [InlineData("imap greeting", "* BYE Server shutting down", BackendFailureKind.Refused, null)]
    [InlineData("imap greeting", "* BYE [UNAVAILABLE] Too many connections", BackendFailureKind.Refused, "UNAVAILABLE")]
    [InlineData("imap greeting", "* PREAUTH welcome", BackendFailureKind.Garbled, null)]
    [InlineData("imap greeting", "* NO go away", BackendFailureKind.Garbled, null)]
    [InlineData("imap capability", "* BYE", BackendFailureKind.Refused, null)]
    [InlineData("imap capability", "C02 BAD what", BackendFailureKind.Garbled, null)]
    [InlineData("imap capability", "C02 OK but nothing said", BackendFailureKind.Garbled, null)]
    [InlineData("imap starttls", "S01 NO not today", BackendFailureKind.Insecure, null)]
    [InlineData("imap starttls", "S01 BAD what", BackendFailureKind.Insecure, null)]
    [InlineData("imap login", "A01 NO [AUTHENTICATIONFAILED] no", BackendFailureKind.LoginRefused, null)]
    [InlineData("imap login", "A01 NO", BackendFailureKind.LoginRefused, null)]
    [InlineData("imap login", "A01 BAD what", BackendFailureKind.LoginRefused, null)]
    [InlineData("imap login", "A01 NO [UNAVAILABLE] later", BackendFailureKind.Refused, "UNAVAILABLE")]
    [InlineData("imap login", "A01 NO [limit] enough", BackendFailureKind.Refused, "LIMIT")]
    [InlineData("imap login", "A01 NO [INUSE] locked", BackendFailureKind.Refused, "INUSE")]
    [InlineData("imap login", "* BYE [LIMIT] enough", BackendFailureKind.Refused, "LIMIT")]
    [InlineData("imap login", "A02 OK for somebody else", BackendFailureKind.Garbled, null)]
    [InlineData("imap login", "+ more?", BackendFailureKind.Garbled, null)]
    [InlineData("pop3 greeting", "-ERR [SYS/TEMP] too busy", BackendFailureKind.Refused, "SYS/TEMP")]
    [InlineData("pop3 greeting", "+ what?", BackendFailureKind.Garbled, null)]
    [InlineData("pop3 stls", "-ERR no", BackendFailureKind.Insecure, null)]
    [InlineData("pop3 login", "-ERR [AUTH] no", BackendFailureKind.LoginRefused, null)]
    [InlineData("pop3 login", "-ERR [SYS/TEMP] later", BackendFailureKind.Refused, "SYS/TEMP")]
    [InlineData("pop3 login", "-ERR [LOGIN-DELAY] too soon", BackendFailureKind.Refused, "LOGIN-DELAY")]
    [InlineData("pop3 login", "+ more?", BackendFailureKind.Garbled, null)]
    public async Task An_answer_is_typed_and_only_known_codes_are_kept(string place, string answer, BackendFailureKind kind, string? code)
    {
        var (transcript, step, isImap, startsTls) = _places[place];

        var outcome = await _bench.OpenAsync(Endpoint(startsTls), Login(isImap), transcript + "S: " + answer);

        AssertFailed(outcome, kind, step);
        Assert.Equal(code, outcome.Failure?.ResponseCode);
    }

    [Fact]
    public async Task A_pop3_backend_without_sasl_gets_no_proxy_credentials()
    {
        var outcome = await _bench.OpenAsync(BackendBench.Cyrus, BackendBench.Pop3(), "S: +OK ready\nC: CAPA\nS: -ERR what");

        AssertFailed(outcome, BackendFailureKind.LoginRefused, BackendStep.Login);
    }

    [Fact]
    public async Task A_text_of_a_backend_reaches_the_log_bounded_and_on_one_line()
    {
        var outcome = await _bench.OpenAsync(
            BackendBench.Cyrus,
            BackendBench.Imap(),
            ImapOffer + "C~ A01 AUTHENTICATE PLAIN .*\nS: A01 NO badlogin: x [192.0.2.9] \\x1b[2J{{3000 y}}");

        Assert.StartsWith("badlogin: x \\x5b192.0.2.9\\x5d ?\\x5b2Jyyyy", outcome.Failure?.Detail, StringComparison.Ordinal);
        Assert.Equal(128, outcome.Failure?.Detail.Length);
    }

    private static BackendEndpoint Endpoint(bool startsTls) =>
        BackendBench.Cyrus with { Tls = startsTls ? BackendTlsMode.StartTls : BackendTlsMode.Off };

    private static BackendLogin Login(bool isImap) => isImap ? BackendBench.Imap() : BackendBench.Pop3();

    private async Task CheckAsync(string place, string misbehaviour, BackendFailureKind? expected)
    {
        if (expected is not { } kind)
        {
            return;
        }

        var (transcript, step, isImap, startsTls) = _places[place];

        var outcome = await _bench.OpenAsync(Endpoint(startsTls), Login(isImap), transcript + misbehaviour);

        AssertFailed(outcome, kind, step);
    }

    private void AssertFailed(BackendOpenOutcome outcome, BackendFailureKind kind, BackendStep step)
    {
        Assert.Null(outcome.Connection);
        Assert.Equal((kind, step), (outcome.Failure?.Kind, outcome.Failure?.Step));
        Assert.True(_bench.Dialer.Ends[0].IsClosed);
        Assert.Equal(kind is not (BackendFailureKind.Refused or BackendFailureKind.LoginRefused), _bench.Dialer.Ends[0].IsAborted);
        Assert.Equal(0, _bench.Wheel.Count);
        var line = Assert.Single(_bench.Log.Lines);
        Assert.Matches($"^Warning 4001 backend be1 (Imap|Pop3): login of user0025 failed: {kind} at {step}: .* \\(session s1234\\)$", line);
    }
}
