using System.Net;
using System.Text;
using MailFront.Authentication.Checkers;
using MailFront.Defence;
using MailFront.Defence.Login;
using MailFront.Protocol;
using MailFront.Sessions;

namespace MailFront.SessionTests.Login;

public sealed class LoginTests
{
    private const string ImapBackend = """
        S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR IDLE] old ready
        C~ (\S+) AUTHENTICATE PLAIN .*
        S: A01 OK [CAPABILITY IMAP4rev1 IDLE QUOTA] done

        """;

    private const string Pop3Backend = """
        S: +OK old ready
        C: CAPA
        S: +OK
        S: USER
        S: .
        C: USER jo
        S: +OK
        C: PASS secret
        S: +OK Logged in

        """;

    [Theory]
    [InlineData("a LOGIN jo secret\r\n")]
    [InlineData("a LOGIN \"jo\" \"secret\"\r\n")]
    [InlineData("a LOGIN JO {6+}\r\nsecret\r\n")]
    [InlineData("a AUTHENTICATE PLAIN AGpvAHNlY3JldA==\r\n")]
    [InlineData("a AUTHENTICATE LOGIN am8=\r\nc2VjcmV0\r\n")]
    public async Task A_right_password_leads_to_the_backend_whose_capabilities_are_shown(string spoken)
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.AddBackend(ImapBackend + "C: b NOOP\nS: b OK from the backend\n-- hang");
        var client = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync(spoken);
        var reply = await client.ReadUntilAsync("a ");
        var relayed = await client.AskAsync("b NOOP", "b ");

        Assert.Matches(@"^(\+ .*\n)?a OK \[CAPABILITY IMAP4rev1 IDLE QUOTA\] User logged in SESSIONID=<fe-[-0-9]+>$", reply);
        Assert.Equal("b OK from the backend", relayed);
        Assert.Equal(1, bench.Rooms.Ledger.LoggedIn);
        Assert.Contains(bench.Log.Lines, line => line.Contains("login: [198.51.100.7] jo ", StringComparison.Ordinal));
        await client.Channel.CloseAsync();
    }

    [Fact]
    public async Task Bytes_pipelined_behind_a_login_reach_the_backend()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.AddBackend(ImapBackend + "C: b SELECT INBOX\nS: b OK selected\n-- hang");
        var client = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync("a LOGIN jo secret\r\nb SELECT INBOX\r\n");

        Assert.EndsWith("b OK selected", await client.ReadUntilAsync("b "));
        await client.Channel.CloseAsync();
    }

    [Fact]
    public async Task Suppressed_capabilities_are_missing_before_and_after_login()
    {
        await using var bench = new SessionBench(
            MailProtocol.Imap, settings => settings with { Login = settings.Login with { SuppressCapabilities = ["quota", "SASL-IR"] } });
        bench.AddBackend(ImapBackend + "-- hang");
        var client = bench.Connect();

        Assert.DoesNotContain("SASL-IR", await client.ReadLineAsync());
        Assert.Contains("[CAPABILITY IMAP4rev1 IDLE]", await client.AskAsync("a LOGIN jo secret", "a "));
        await client.Channel.CloseAsync();
    }

    [Fact]
    public async Task Pop3_user_and_pass_lead_to_the_backend()
    {
        await using var bench = new SessionBench(MailProtocol.Pop3);
        bench.AddBackend(Pop3Backend + "C: STAT\nS: +OK 0 0\n-- hang");
        var client = await bench.ConnectAndReadGreetingAsync();

        Assert.Equal("+OK Name is a valid mailbox", await client.AskAsync("USER jo", "+OK"));
        Assert.Equal("+OK Logged in", await client.AskAsync("PASS secret", "+OK"));
        Assert.Equal("+OK 0 0", await client.AskAsync("STAT", "+OK"));
        await client.Channel.CloseAsync();
    }

    [Theory]
    [InlineData(MailProtocol.Imap, "a LOGIN jo wrong", "a NO [AUTHENTICATIONFAILED] Login failed: authentication failure")]
    [InlineData(MailProtocol.Imap, "a LOGIN nobody secret", "a NO [AUTHENTICATIONFAILED] Login failed: authentication failure")]
    [InlineData(MailProtocol.Imap, "a LOGIN no*body secret", "a NO [AUTHENTICATIONFAILED] Login failed: authentication failure")]
    [InlineData(MailProtocol.Imap, "a AUTHENTICATE PLAIN AGpvAHdyb25n", "a NO [AUTHENTICATIONFAILED] authentication failure")]
    [InlineData(MailProtocol.Imap, "a AUTHENTICATE PLAIN cm9vdABqbwBzZWNyZXQ=", "a NO [AUTHENTICATIONFAILED] authentication failure")]
    [InlineData(MailProtocol.Pop3, "AUTH PLAIN AGpvAHdyb25n", "-ERR [AUTH] authenticating: authentication failure")]
    public async Task A_wrong_password_is_answered_after_the_pause_and_not_before(MailProtocol protocol, string spoken, string expected)
    {
        await using var bench = new SessionBench(protocol);
        var client = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync(spoken + "\r\n");
        await bench.WhenParkedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(2.8));
        Assert.Equal(2, bench.Wheel.Count);
        Assert.Equal(ConnectionState.Parked, bench.Rooms.Ledger.Connections.Single().State);
        bench.Time.Advance(TimeSpan.FromSeconds(0.5));

        Assert.Equal(expected, await client.ReadLineAsync());
        Assert.Single(bench.Log.Lines, line => line.Contains("badlogin: [198.51.100.7] ", StringComparison.Ordinal)
            && line.Contains("[SASL(-13): authentication failure: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Under_an_alarm_the_first_failure_of_a_stranger_closes_the_connection()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        for (var i = 0; i < 100; i++)
        {
            var guess = new LoginFacts($"user{i}", IPAddress.Parse($"10.0.{i}.1")) { PasswordFingerprint = (ulong)i + 1 };
            bench.Rooms.Evidence.Observe(guess, LoginResult.Failed, bench.Time.GetElapsedTime(0));
        }

        bench.Time.Advance(TimeSpan.FromSeconds(20));
        var client = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync("a1 LOGIN jo wrong\r\n");
        await bench.WhenParkedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(5.5));

        Assert.StartsWith("a1 NO [AUTHENTICATIONFAILED]", await client.ReadLineAsync());
        Assert.Equal("* BYE Too many login failures", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task The_third_failure_closes_the_connection()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();

        for (var i = 1; i <= 3; i++)
        {
            await client.SendAsync($"a{i} LOGIN jo wrong\r\n");
            await bench.WhenParkedAsync();
            bench.Time.Advance(TimeSpan.FromSeconds(3.2));
            Assert.StartsWith($"a{i} NO [AUTHENTICATIONFAILED]", await client.ReadLineAsync());
        }

        Assert.Equal("* BYE Too many login failures", await client.ReadToEndAsync());
        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.TooManyFailures));
    }

    [Theory]
    [InlineData(MailProtocol.Imap, "a LOGIN jo secret", "a NO [UNAVAILABLE] ")]
    [InlineData(MailProtocol.Pop3, "AUTH PLAIN AGpvAHNlY3JldA==", "-ERR [SYS/TEMP] ")]
    public async Task A_checker_that_cannot_answer_is_never_a_bad_password(MailProtocol protocol, string spoken, string expected)
    {
        await using var bench = new SessionBench(protocol);
        bench.Checker.Always = new CheckOutcome(CheckVerdict.Unavailable, "down");
        var client = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync(spoken + "\r\n");
        await bench.WhenParkedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(1.2));

        Assert.StartsWith(expected, await client.ReadLineAsync());
        Assert.Equal(0, bench.Rooms.Ledger.Connections.Single().Failures);
    }

    [Fact]
    public async Task An_overloaded_checker_is_unavailable_and_not_asked()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.Checker.Gate = new TaskCompletionSource();
        var first = await bench.ConnectAndReadGreetingAsync();
        var second = await bench.ConnectAndReadGreetingAsync();
        await first.SendAsync("a LOGIN jo secret\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Checker.Asked.Count == 1);

        await second.SendAsync("a LOGIN jane secret\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Wheel.Count == 3);
        bench.Time.Advance(TimeSpan.FromSeconds(1.2));

        Assert.StartsWith("a NO [UNAVAILABLE]", await second.ReadLineAsync());
        Assert.Single(bench.Checker.Asked);
    }

    [Theory]
    [InlineData(MailProtocol.Imap, "a LOGIN jo secret", "a NO [UNAVAILABLE] ")]
    [InlineData(MailProtocol.Pop3, "AUTH PLAIN AGpvAHNlY3JldA==", "-ERR [SYS/TEMP] ")]
    public async Task A_backend_that_is_down_is_a_temporary_failure_and_named_in_the_log(MailProtocol protocol, string spoken, string expected)
    {
        await using var bench = new SessionBench(protocol);
        var client = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync(spoken + "\r\n");
        await bench.WhenParkedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(1.2));

        Assert.StartsWith(expected, await client.ReadLineAsync());
        Assert.Contains(bench.Log.Lines, line => line.Contains("backend old: Unreachable at Connect", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backend_s_own_reason_reaches_the_pop3_client_as_a_code()
    {
        await using var bench = new SessionBench(MailProtocol.Pop3);
        bench.AddBackend(Pop3Backend.Replace("S: +OK Logged in", "S: -ERR [IN-USE] locked", StringComparison.Ordinal));
        var client = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync("AUTH PLAIN AGpvAHNlY3JldA==\r\n");
        await bench.WhenParkedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(1.2));

        Assert.StartsWith("-ERR [IN-USE] ", await client.ReadLineAsync());
    }

    [Fact]
    public async Task A_login_cut_at_any_byte_comes_to_the_same_end()
    {
        const string Spoken = "t1 CAPABILITY\r\nt2 LOGIN {2}\r\njo {6}\r\nsecret\r\n";
        for (var cut = 1; cut < Spoken.Length; cut++)
        {
            await using var bench = new SessionBench(MailProtocol.Imap);
            bench.AddBackend(ImapBackend + "-- hang");
            var client = await bench.ConnectAndReadGreetingAsync();

            await client.SendAsync(Spoken[..cut]);
            await client.WhenServerWaits;
            await client.SendAsync(Spoken[cut..]);

            var said = await client.ReadUntilAsync("t2 ");
            Assert.Contains("t1 OK Completed", said);
            Assert.Contains("t2 OK [CAPABILITY", said);
            await client.Channel.CloseAsync();
        }
    }

    [Fact]
    public async Task No_line_of_the_log_holds_a_password()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.AddBackend(ImapBackend + "-- hang");
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync("a0 LOGIN jo canary-password\r\n");
        await bench.WhenParkedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(3.2));
        await client.ReadLineAsync();

        await client.AskAsync("a LOGIN jo secret", "a ");
        await client.Channel.CloseAsync();
        await bench.WhenClosedAsync();

        Assert.DoesNotContain(bench.Log.Lines, line => line.Contains("canary", StringComparison.Ordinal) || line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_forged_user_name_stays_inside_its_brackets()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();
        var name = "x) [1.2.3.4]\r\nbadlogin: [5.6.7.8]";

        await client.SendAsync($"a LOGIN {{{Encoding.Latin1.GetByteCount(name)}+}}\r\n{name} secret\r\n");
        await bench.WhenParkedAsync();

        var line = Assert.Single(bench.Log.Lines, line => line.Contains("badlogin: ", StringComparison.Ordinal));
        Assert.DoesNotContain("\r", line);
        Assert.DoesNotContain("[1.2.3.4]", line);
        Assert.DoesNotContain("[5.6.7.8]", line);
    }

    [Fact]
    public async Task Acting_as_oneself_in_another_spelling_is_no_acting_as_another()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.AddBackend(ImapBackend + "-- hang");
        var client = await bench.ConnectAndReadGreetingAsync();
        var response = Convert.ToBase64String(Encoding.UTF8.GetBytes("JO\0jo\0secret"));

        Assert.StartsWith("a OK", await client.AskAsync($"a AUTHENTICATE PLAIN {response}", "a "));
        await client.Channel.CloseAsync();
    }

    [Fact]
    public async Task A_plaintext_login_that_succeeds_is_told_so_after_plaintextloginpause()
    {
        await using var bench = new SessionBench(
            MailProtocol.Imap, settings => settings with { Login = settings.Login with { PlaintextLoginPause = TimeSpan.FromSeconds(2) } });
        bench.AddBackend(ImapBackend + "-- hang");
        var client = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync("a LOGIN jo secret\r\n");
        await bench.WhenParkedAsync();
        Assert.Equal(0, bench.Rooms.Ledger.LoggedIn);
        bench.Time.Advance(TimeSpan.FromSeconds(2.2));

        Assert.StartsWith("a OK", await client.ReadLineAsync());
        await client.Channel.CloseAsync();
    }

    [Fact]
    public async Task A_client_that_stays_connected_over_a_reload_meets_the_new_checkers()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.AddBackend(ImapBackend + "-- hang");
        var client = await bench.ConnectAndReadGreetingAsync();
        var next = new KnownPasswords();

        bench.ReplaceChecker(next);
        await client.AskAsync("a LOGIN jo secret", "a ");

        Assert.Equal(["jo"], next.Asked);
        Assert.Empty(bench.Checker.Asked);
        await client.Channel.CloseAsync();
    }

    [Fact]
    public async Task A_session_cut_at_shutdown_is_told_so()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.AddBackend(ImapBackend + "-- hang");
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.AskAsync("a LOGIN jo secret", "a ");
        await client.WhenServerWaits;

        bench.Rooms.Ledger.Connections.Single().Stop(force: true);

        Assert.Equal("* BYE [UNAVAILABLE] Server is shutting down", await client.ReadToEndAsync());
        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.Shutdown));
        Assert.Equal(0, bench.Rooms.Ledger.LoggedIn);
    }

    [Fact]
    public async Task A_session_that_rests_too_long_is_told_so()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.AddBackend(ImapBackend + "-- hang");
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.AskAsync("a LOGIN jo secret", "a ");
        await client.WhenServerWaits;

        bench.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(1, bench.Rooms.Ledger.Count);
        bench.Time.Advance(TimeSpan.FromSeconds(62));

        Assert.Equal("* BYE idle for too long", await client.ReadToEndAsync());
        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.Idle));
    }

    [Fact]
    public async Task A_backend_that_ends_the_session_ends_the_client_s_connection()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.AddBackend(ImapBackend + "C: b LOGOUT\nS: * BYE\nS: b OK bye");
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.AskAsync("a LOGIN jo secret", "a ");

        await client.SendAsync("b LOGOUT\r\n");

        Assert.Equal("* BYE\nb OK bye", await client.ReadToEndAsync());
        await client.Channel.CloseAsync();
        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.BackendClosed));
    }
}
