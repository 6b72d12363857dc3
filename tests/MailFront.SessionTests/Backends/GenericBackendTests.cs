using MailFront.Backends;

namespace MailFront.SessionTests.Backends;

/// <summary>Servers that know nothing of proxies get the user's own password, and only where they take it.</summary>
public sealed class GenericBackendTests : IDisposable
{
    private const string Pop3Start = "S: +OK ready\nC: CAPA\nS: +OK\nS: TOP\nS: USER\nS: .\n";

    private readonly BackendBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("secret", "A01 LOGIN \"anna\" \"secret\"")]
    [InlineData("a\"b\\c d", "A01 LOGIN \"anna\" \"a\\\\\"b\\\\\\\\c d\"")]
    [InlineData("", "A01 LOGIN \"anna\" \"\"")]
    public async Task Login_quotes_what_can_be_quoted(string password, string command)
    {
        var outcome = await OpenAsync(password, $"""
            S: * OK [CAPABILITY IMAP4rev1] ready
            C: {command}
            S: A01 OK [CAPABILITY IMAP4rev1 IDLE] done
            """);

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
    }

    [Fact]
    public async Task Login_sends_other_values_as_literals_and_waits_for_each()
    {
        var outcome = await _bench.OpenAsync(BackendBench.Generic, BackendBench.Imap("änna", "ps\r\nA02 LOGOUT"), """
            S: * OK [CAPABILITY IMAP4rev1] ready
            C: A01 LOGIN {5}
            S: + go
            C#  \xc3\xa4nna {14}\r\n
            S: + go
            C# ps\r\nA02 LOGOUT\r\n
            S: A01 OK [CAPABILITY IMAP4rev1] done
            """.Replace("C#  ", "C# ", StringComparison.Ordinal));

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
    }

    [Fact]
    public async Task Login_does_not_wait_where_the_backend_takes_literals_at_once()
    {
        var outcome = await OpenAsync("pä", """
            S: * OK [CAPABILITY IMAP4rev1 LITERAL+] ready
            C: A01 LOGIN "anna" {3+}
            C: p\xc3\xa4
            S: A01 OK [CAPABILITY IMAP4rev1] done
            """);

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
    }

    [Fact]
    public async Task A_literal_that_is_refused_ends_the_login()
    {
        var outcome = await OpenAsync("pä", """
            S: * OK [CAPABILITY IMAP4rev1] ready
            C: A01 LOGIN "anna" {3}
            S: A01 NO [UNAVAILABLE] later
            """);

        Assert.Equal((BackendFailureKind.Refused, "UNAVAILABLE"), (outcome.Failure!.Kind, outcome.Failure.ResponseCode));
    }

    [Fact]
    public async Task Plain_is_preferred_and_has_no_authzid()
    {
        var outcome = await OpenAsync("secret", $"""
            S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready
            C: A01 AUTHENTICATE PLAIN {BackendBench.Plain(string.Empty, "anna", "secret")}
            S: A01 OK [CAPABILITY IMAP4rev1] done
            """);

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
    }

    [Theory]
    [InlineData("IMAP4rev1 LOGINDISABLED")]
    [InlineData("IMAP4rev1 LOGINDISABLED AUTH=PLAIN SASL-IR")]
    public async Task Where_logins_are_disabled_no_password_is_sent(string capabilities)
    {
        var outcome = await OpenAsync("secret", $"S: * OK [CAPABILITY {capabilities}] ready");

        Assert.Equal((BackendFailureKind.LoginRefused, BackendStep.Login), (outcome.Failure!.Kind, outcome.Failure.Step));
    }

    [Theory]
    [InlineData("NO [AUTHENTICATIONFAILED] no", BackendFailureKind.WrongPassword, null)]
    [InlineData("NO no", BackendFailureKind.WrongPassword, null)]
    [InlineData("NO [EXPIRED] change it", BackendFailureKind.WrongPassword, "EXPIRED")]
    [InlineData("NO [PRIVACYREQUIRED] use TLS", BackendFailureKind.LoginRefused, null)]
    [InlineData("NO [UNAVAILABLE] later", BackendFailureKind.Refused, "UNAVAILABLE")]
    public async Task A_refusal_is_about_the_password_unless_it_says_otherwise(string answer, BackendFailureKind kind, string? code)
    {
        var outcome = await OpenAsync("secret", $"""
            S: * OK [CAPABILITY IMAP4rev1] ready
            C: A01 LOGIN "anna" "secret"
            S: A01 {answer}
            """);

        Assert.Equal((kind, code), (outcome.Failure!.Kind, outcome.Failure.ResponseCode));
    }

    [Fact]
    public async Task A_wrong_password_is_not_a_warning_about_the_backend()
    {
        await OpenAsync("secret", """
            S: * OK [CAPABILITY IMAP4rev1] ready
            C: A01 LOGIN "anna" "secret"
            S: A01 NO no
            """);

        Assert.Empty(_bench.Log.Lines);
    }

    [Fact]
    public async Task Pop3_uses_user_and_pass()
    {
        var outcome = await _bench.OpenAsync(
            BackendBench.Generic, BackendBench.Pop3("anna", "se cret"), Pop3Start + "C: USER anna\nS: +OK\nC: PASS se cret\nS: +OK 3 messages");

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
        Assert.Equal("3 messages", outcome.Connection.StatusText);
    }

    [Fact]
    public async Task Pop3_uses_user_and_pass_where_capa_is_unknown()
    {
        var outcome = await _bench.OpenAsync(
            BackendBench.Generic, BackendBench.Pop3("anna", "secret"), "S: +OK\nC: CAPA\nS: -ERR\nC: USER anna\nS: +OK\nC: PASS secret\nS: +OK");

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
    }

    [Fact]
    public async Task Pop3_without_user_uses_plain()
    {
        var outcome = await _bench.OpenAsync(
            BackendBench.Generic,
            BackendBench.Pop3("anna", "secret"),
            $"S: +OK ready\nC: CAPA\nS: +OK\nS: SASL LOGIN PLAIN\nS: .\nC: AUTH PLAIN {BackendBench.Plain(string.Empty, "anna", "secret")}\nS: +OK");

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
    }

    [Theory]
    [InlineData("S: -ERR [AUTH] no such user")]
    [InlineData("S: +OK\nC: PASS secret\nS: -ERR [AUTH] no")]
    [InlineData("S: +OK\nC: PASS secret\nS: -ERR no")]
    public async Task Pop3_refusals_are_wrong_passwords(string answers)
    {
        var outcome = await _bench.OpenAsync(
            BackendBench.Generic, BackendBench.Pop3("anna", "secret"), Pop3Start + "C: USER anna\n" + answers);

        Assert.Equal(BackendFailureKind.WrongPassword, outcome.Failure?.Kind);
    }

    [Theory]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    [InlineData("a\r\nDELE 1")]
    [InlineData("a\0b")]
    [InlineData("a\tb")]
    [InlineData("a\x7f")]
    public async Task A_password_with_controls_never_reaches_a_pop3_line(string password)
    {
        var outcome = await _bench.OpenAsync(BackendBench.Generic, BackendBench.Pop3("anna", password), Pop3Start);

        Assert.Equal(BackendFailureKind.WrongPassword, outcome.Failure?.Kind);
    }

    [Fact]
    public async Task Without_the_users_password_nothing_is_sent()
    {
        var outcome = await _bench.OpenAsync(BackendBench.Generic, BackendBench.Imap("anna"), "S: * OK [CAPABILITY IMAP4rev1] ready");

        Assert.Equal(BackendFailureKind.LoginRefused, outcome.Failure?.Kind);
    }

    private Task<BackendOpenOutcome> OpenAsync(string password, string transcript) =>
        _bench.OpenAsync(BackendBench.Generic, BackendBench.Imap("anna", password), transcript);
}
