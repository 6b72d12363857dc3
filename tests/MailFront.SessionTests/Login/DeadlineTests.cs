using MailFront.Protocol;
using MailFront.Sessions;

namespace MailFront.SessionTests.Login;

public sealed class DeadlineTests
{
    private static readonly LoginOptions _options = new()
    {
        AllowPlaintext = true,
        FirstCommandDeadline = TimeSpan.FromSeconds(20),
        CommandDeadline = TimeSpan.FromSeconds(15),
        LoginDeadline = TimeSpan.FromSeconds(60),
    };

    [Theory]
    [InlineData(MailProtocol.Imap, "* BYE [UNAVAILABLE] Autologout: no login in time")]
    [InlineData(MailProtocol.Pop3, "-ERR [SYS/TEMP] Autologout: no login in time")]
    public async Task Silence_after_the_greeting_ends_at_the_first_command_deadline(MailProtocol protocol, string lastWord)
    {
        await using var bench = Bench(protocol);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.WhenServerWaits;

        bench.Time.Advance(TimeSpan.FromSeconds(19.8));
        Assert.Equal(1, bench.Rooms.Ledger.Count);
        bench.Time.Advance(TimeSpan.FromSeconds(0.4));

        await AssertClosedAsync(bench, client, lastWord, CloseReason.FirstCommandTimeout);
    }

    [Fact]
    public async Task A_drip_of_bytes_does_not_move_the_first_command_deadline()
    {
        await using var bench = Bench(MailProtocol.Imap, _options with { FirstCommandDeadline = TimeSpan.FromSeconds(4) });
        var client = await bench.ConnectAndReadGreetingAsync();

        for (var second = 0; second < 4; second++)
        {
            await client.WhenServerWaits;
            await client.SendAsync("a");
            bench.Time.Advance(TimeSpan.FromSeconds(1));
        }

        bench.Time.Advance(TimeSpan.FromSeconds(0.2));
        await AssertClosedAsync(bench, client, "* BYE [UNAVAILABLE] Autologout: no login in time", CloseReason.FirstCommandTimeout);
    }

    [Fact]
    public async Task A_command_that_has_begun_must_end_in_time()
    {
        await using var bench = Bench(MailProtocol.Imap, _options with { CommandDeadline = TimeSpan.FromSeconds(3) });
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.AskAsync("a NOOP", "a ");
        await client.SendAsync("b LOG");
        await client.WhenServerWaits;

        bench.Time.Advance(TimeSpan.FromSeconds(3.2));

        await AssertClosedAsync(bench, client, "* BYE [UNAVAILABLE] Autologout: no login in time", CloseReason.CommandTimeout);
    }

    [Fact]
    public async Task Commands_do_not_move_the_deadline_of_the_login_as_a_whole()
    {
        await using var bench = Bench(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();

        for (var i = 0; i < 6; i++)
        {
            Assert.Equal($"a{i} OK Completed", await client.AskAsync($"a{i} NOOP", $"a{i} "));
            await client.WhenServerWaits;
            bench.Time.Advance(TimeSpan.FromSeconds(10.05));
        }

        await AssertClosedAsync(bench, client, "* BYE [UNAVAILABLE] Autologout: no login in time", CloseReason.LoginTimeout);
    }

    [Fact]
    public async Task After_a_failure_the_next_try_must_come_soon_whatever_else_is_said()
    {
        await using var bench = Bench(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync("a LOGIN jo wrong\r\n");
        await bench.WhenParkedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(3.2));
        await client.ReadLineAsync();
        await client.AskAsync("b NOOP", "b ");
        await client.WhenServerWaits;

        bench.Time.Advance(TimeSpan.FromSeconds(10.2));

        await AssertClosedAsync(bench, client, "* BYE [UNAVAILABLE] Autologout: no login in time", CloseReason.FailedTimeout);
    }

    [Fact]
    public async Task A_second_try_that_came_in_time_is_not_cut_while_it_is_answered()
    {
        await using var bench = Bench(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync("a LOGIN jo wrong\r\n");
        await bench.WhenParkedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(3.2));
        await client.ReadLineAsync();
        await client.WhenServerWaits;
        bench.Time.Advance(TimeSpan.FromSeconds(9));

        await client.SendAsync("b LOGIN jo wrong\r\n");
        await bench.WhenParkedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(3.2));

        Assert.StartsWith("b NO [AUTHENTICATIONFAILED]", await client.ReadLineAsync());
    }

    [Fact]
    public async Task An_attempt_that_is_given_up_leaves_a_line()
    {
        await using var bench = Bench(MailProtocol.Imap, _options with { LoginDeadline = TimeSpan.FromSeconds(5) });
        bench.Checker.Gate = new TaskCompletionSource();
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync("a LOGIN jo secret\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Checker.Asked.Count == 1);

        bench.Time.Advance(TimeSpan.FromSeconds(5.2));
        await bench.WhenClosedAsync();

        Assert.Contains(bench.Log.Lines, line => line.Contains("login unavailable: [198.51.100.7] jo given up: LoginTimeout", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(MailProtocol.Imap, "a NOOP\r\n", "* BYE [UNAVAILABLE] Too many commands before login")]
    [InlineData(MailProtocol.Imap, "a AUTHENTICATE PLAIN !\r\n", "* BYE [UNAVAILABLE] Too many commands before login")]
    [InlineData(MailProtocol.Pop3, "CAPA\r\n", "-ERR [SYS/TEMP] Too many commands before login")]
    public async Task A_flood_of_commands_is_cut_off(MailProtocol protocol, string command, string lastWord)
    {
        await using var bench = Bench(protocol);
        var client = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync(string.Concat(Enumerable.Repeat(command, 150)));

        Assert.EndsWith(lastWord, await client.ReadToEndAsync());
        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.TooManyCommands));
    }

    [Fact]
    public async Task A_sasl_response_without_end_is_cut_off_with_a_word()
    {
        await using var bench = Bench(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.AskAsync("a AUTHENTICATE PLAIN", "+");

        await client.SendAsync(new string('A', 9000));

        Assert.Equal("* BYE [TOOBIG] Command exceeds the limit before login", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_login_that_waits_for_a_checker_ends_with_the_login_deadline()
    {
        await using var bench = Bench(MailProtocol.Imap, _options with { LoginDeadline = TimeSpan.FromSeconds(5) });
        bench.Checker.Gate = new TaskCompletionSource();
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync("a LOGIN jo secret\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Checker.Asked.Count == 1);

        bench.Time.Advance(TimeSpan.FromSeconds(5.2));

        await AssertClosedAsync(bench, client, "* BYE [UNAVAILABLE] Autologout: no login in time", CloseReason.LoginTimeout);
    }

    [Fact]
    public async Task A_handshake_that_never_comes_ends_at_its_deadline()
    {
        await using var bench = new SessionBench(MailProtocol.Imap, settings => settings with { ImplicitTls = true, Tls = Transport.TlsScene.Contexts });
        var client = bench.Connect();
        await client.WhenServerWaits;

        bench.Time.Advance(TimeSpan.FromSeconds(10.2));

        Assert.Equal(string.Empty, await client.ReadToEndAsync());
        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.HandshakeTimeout));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PROXY TCP4 192.0.2.9 ")]
    public async Task A_proxy_header_must_come_in_time(string begun)
    {
        await using var bench = ProxyTests.Bench();
        var client = bench.Connect();
        await client.SendAsync(begun);
        await client.WhenServerWaits;

        bench.Time.Advance(TimeSpan.FromSeconds(5.2));

        Assert.Equal(string.Empty, await client.ReadToEndAsync());
        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.ProxyHeaderTimeout));
    }

    [Fact]
    public async Task A_stop_ends_connections_that_are_not_logged_in_with_a_word()
    {
        await using var bench = Bench(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.WhenServerWaits;

        bench.Rooms.Ledger.Connections.Single().Stop(force: false);

        await AssertClosedAsync(bench, client, "* BYE [UNAVAILABLE] Server is shutting down", CloseReason.Shutdown);
    }

    private static SessionBench Bench(MailProtocol protocol, LoginOptions? options = null) =>
        new(protocol, settings => settings with { Login = options ?? _options });

    private static async Task AssertClosedAsync(SessionBench bench, ClientEnd client, string lastWord, CloseReason reason)
    {
        Assert.Equal(lastWord, await client.ReadToEndAsync());
        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(reason));
        Assert.Equal(0, bench.Wheel.Count);
    }
}
