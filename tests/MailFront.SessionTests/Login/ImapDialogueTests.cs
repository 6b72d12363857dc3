using MailFront.Protocol;
using MailFront.Sessions;

namespace MailFront.SessionTests.Login;

public sealed class ImapDialogueTests
{
    [Fact]
    public async Task The_greeting_names_the_server_and_its_capabilities_and_promises_nothing_of_backends_not_heard_yet()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);

        var greeting = await bench.Connect().ReadLineAsync();

        Assert.Equal("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=LOGIN] fe.test MailFront IMAP 1.0 server ready", greeting);
    }

    [Theory]
    [InlineData(ServerDisclosure.Min, "fe.test MailFront IMAP server ready", "* ID (\"name\" \"MailFront\")")]
    [InlineData(ServerDisclosure.Off, "server ready", "* ID NIL")]
    public async Task Serverinfo_decides_what_greeting_and_id_tell(ServerDisclosure disclosure, string greeting, string id)
    {
        await using var bench = new SessionBench(
            MailProtocol.Imap, settings => settings with { Identity = settings.Identity with { Disclosure = disclosure } });
        var client = bench.Connect();

        Assert.EndsWith("] " + greeting, await client.ReadLineAsync());
        Assert.Equal($"{id}\na OK Completed", await client.AskAsync("a ID NIL", "a "));
    }

    [Theory]
    [InlineData("a CAPABILITY", "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=LOGIN\na OK Completed")]
    [InlineData("a NOOP", "a OK Completed")]
    [InlineData("a noop", "a OK Completed")]
    [InlineData("a LOGOUT", "* BYE LOGOUT received\na OK Completed")]
    [InlineData("a SELECT INBOX", "a BAD Please login first")]
    [InlineData("a", "a BAD Null command")]
    [InlineData("a NO\0OP", "a BAD Illegal characters in command")]
    [InlineData("a LOGIN jo \"x\0\"", "a BAD Illegal characters in command")]
    [InlineData("a NOOP x", "a BAD Missing or unexpected arguments")]
    [InlineData("a LOGIN jo", "a BAD Missing or unexpected arguments")]
    [InlineData("a LOGIN jo secret x", "a BAD Missing or unexpected arguments")]
    [InlineData("a AUTHENTICATE", "a BAD Missing or unexpected arguments")]
    [InlineData("a STARTTLS", "a NO Starttls not available")]
    [InlineData("a ID (\"name\"", "a BAD Missing or unexpected arguments")]
    [InlineData("a LOGIN jo {5000}", "a NO [TOOBIG] Literal size exceeds fixed limit before login")]
    [InlineData("a AUTHENTICATE PLAIN !!!!", "a BAD Invalid SASL response")]
    public async Task A_command_before_login_gets_the_reply_cyrus_gives(string command, string expected)
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();

        var reply = await client.AskAsync(command, "a ");

        Assert.Equal(expected, reply);
    }

    [Fact]
    public async Task A_second_id_is_answered_with_nothing()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.AskAsync("a ID (\"name\" \"x[1.2.3.4]\")", "a ");

        var reply = await client.AskAsync("b ID NIL", "b ");

        Assert.Equal("b OK NIL", reply);
        Assert.DoesNotContain(bench.Log.Lines, line => line.Contains("[1.2.3.4]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_tls_and_allowplaintext_no_password_is_taken()
    {
        await using var bench = new SessionBench(MailProtocol.Imap, settings => settings with { Login = new LoginOptions() });
        var client = bench.Connect();

        Assert.Contains(" LOGINDISABLED]", await client.ReadLineAsync());
        Assert.Equal("a NO [PRIVACYREQUIRED] Login only available under a layer", await client.AskAsync("a LOGIN jo secret", "a "));
        Assert.Equal("b NO [PRIVACYREQUIRED] Authenticate only available under a layer", await client.AskAsync("b AUTHENTICATE PLAIN", "b "));
        Assert.Empty(bench.Checker.Asked);
    }

    [Fact]
    public async Task Tls_required_wins_over_allowplaintext()
    {
        await using var bench = new SessionBench(
            MailProtocol.Imap, settings => settings with { Login = new LoginOptions { AllowPlaintext = true, TlsRequired = true } });
        var client = await bench.ConnectAndReadGreetingAsync();

        Assert.StartsWith("a NO [PRIVACYREQUIRED]", await client.AskAsync("a LOGIN jo secret", "a "));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nAccept: y\r\n")]
    [InlineData("EHLO attacker\r\nMAIL FROM:<a>\r\nRCPT TO:<b>\r\n")]
    [InlineData("+ x\r\n")]
    public async Task Another_protocol_is_met_with_an_early_close_and_no_echo(string spoken)
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync(spoken);
        var said = await client.ReadToEndAsync();

        Assert.EndsWith("* BYE This is an IMAP server", said);
        Assert.DoesNotContain("HTTP", said);
        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.NotOurProtocol));
    }

    [Fact]
    public async Task Ten_errors_in_a_row_end_even_a_client_that_began_well()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.AskAsync("a NOOP", "a ");

        for (var i = 0; i < 9; i++)
        {
            Assert.Equal($"b{i} BAD Please login first", await client.AskAsync($"b{i} LIST", $"b{i} "));
        }

        await client.SendAsync("c LIST\r\n");
        Assert.EndsWith("* BYE This is an IMAP server", await client.ReadToEndAsync());
    }

    [Theory]
    [InlineData("a LOGIN jo {4294967296+}\r\nb LOGOUT\r\n")]
    [InlineData("a LOGIN jo {5000+}\r\nb LOGOUT\r\n")]
    [InlineData("a LOGIN jo {-1}\r\nb LOGOUT\r\n")]
    public async Task What_stands_behind_a_literal_of_unknown_end_is_never_executed(string spoken)
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync(spoken);
        var said = await client.ReadToEndAsync();

        Assert.Equal("* BYE [TOOBIG] Command exceeds the limit before login", said);
        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.TooBig));
    }

    [Fact]
    public async Task A_line_without_end_is_cut_off()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync("a LOGIN jo " + new string('x', 9000));

        Assert.Equal("* BYE [TOOBIG] Command exceeds the limit before login", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task A_canceled_exchange_leaves_the_connection_usable()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();

        Assert.Equal("+ ", await client.AskAsync("a AUTHENTICATE PLAIN", "+"));
        Assert.Equal("a BAD Client canceled authentication", await client.AskAsync("*", "a "));
        Assert.Equal("b OK Completed", await client.AskAsync("b NOOP", "b "));
    }

    [Fact]
    public async Task An_unknown_mechanism_counts_as_a_failure_as_in_cyrus()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync("a AUTHENTICATE CRAM-MD5\r\n");
        await bench.WhenParkedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(3.2));

        Assert.Equal("a NO no mechanism available", await client.ReadLineAsync());
        Assert.Contains(bench.Log.Lines, line => line.Contains("badlogin: [198.51.100.7] SASL (-notset-)", StringComparison.Ordinal));
    }
}
