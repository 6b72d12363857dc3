using MailFront.Protocol;
using MailFront.Sessions;
using MailFront.SessionTests.Transport;
using MailFront.Transport.Tls;

namespace MailFront.SessionTests.Login;

public sealed class HangUpTests
{
    private const string Backend = """
        S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR IDLE] old ready
        C~ (\S+) AUTHENTICATE PLAIN .*
        S: A01 OK [CAPABILITY IMAP4rev1 IDLE] done

        """;

    [Theory]
    [InlineData(MailProtocol.Imap, "a LOGIN jo secret\r\n", false)]
    [InlineData(MailProtocol.Imap, "a LOGIN jo secret\r\n", true)]
    [InlineData(MailProtocol.Imap, "a LOGIN jo secret\r\nb LOGOUT\r\n", false)]
    [InlineData(MailProtocol.Pop3, "AUTH PLAIN AGpvAHNlY3JldA==\r\n", false)]
    [InlineData(MailProtocol.Pop3, "AUTH PLAIN AGpvAHNlY3JldA==\r\n", true)]
    public async Task A_client_that_leaves_during_the_check_takes_its_question_with_it(MailProtocol protocol, string spoken, bool isReset)
    {
        await using var bench = new SessionBench(protocol);
        bench.Checker.Gate = new TaskCompletionSource();
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync(spoken);
        await SessionBench.WaitUntilAsync(() => bench.Checker.Asked.Count == 1);

        await LeaveAsync(client, isReset);
        await bench.WhenClosedAsync();

        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.ClientLeft));
        Assert.Equal(1, bench.Group.TakeSnapshot().Classes.Sum(line => line.Abandoned));
        Assert.Single(bench.Log.Lines, line => line.Contains("login abandoned by the client: [198.51.100.7] jo ", StringComparison.Ordinal));
        Assert.DoesNotContain(bench.Log.Lines, line => line.Contains("login unavailable", StringComparison.Ordinal));
        Assert.Equal(0, bench.Wheel.Count);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task So_does_one_behind_TLS(bool isReset)
    {
        await using var bench = new SessionBench(
            MailProtocol.Imap, settings => settings with { ImplicitTls = true, Tls = TlsScene.Contexts });
        bench.Checker.Gate = new TaskCompletionSource();
        var client = bench.Connect();
        Assert.Equal(TlsUpgradeStatus.Secured, (await client.StartTlsAsync(TlsScene.ClientPolicy)).Status);
        await client.ReadLineAsync();
        await client.SendAsync("a LOGIN jo secret\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Checker.Asked.Count == 1);

        await LeaveAsync(client, isReset);
        await bench.WhenClosedAsync();

        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.ClientLeft));
        Assert.Equal(1, bench.Group.TakeSnapshot().Classes.Sum(line => line.Abandoned));
    }

    [Fact]
    public async Task A_client_that_waits_in_the_checker_s_queue_leaves_it_and_the_next_is_asked()
    {
        await using var bench = new SessionBench(MailProtocol.Imap, maxWaiting: 1);
        bench.Checker.Gate = new TaskCompletionSource();
        var first = await bench.ConnectAndReadGreetingAsync();
        await first.SendAsync("a LOGIN jo secret\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Checker.Asked.Count == 1);
        var second = await bench.ConnectAndReadGreetingAsync();
        await second.SendAsync("a LOGIN ann secret\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Group.Waiting == 1);

        await second.Channel.CloseAsync();
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Ledger.ClosedFor(CloseReason.ClientLeft) == 1);

        Assert.Equal(0, bench.Group.Waiting);
        Assert.Equal(1, bench.Rooms.Ledger.Count);
        Assert.Single(bench.Checker.Asked);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_client_that_leaves_while_its_answer_is_delayed_is_let_go_of(bool isReset)
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync("a LOGIN jo wrong\r\n");
        await bench.WhenParkedAsync();

        await LeaveAsync(client, isReset);
        await bench.WhenClosedAsync();

        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.ClientLeft));
        Assert.Single(bench.Log.Lines, line => line.Contains("badlogin", StringComparison.Ordinal));
        Assert.DoesNotContain(bench.Log.Lines, line => line.Contains("login abandoned", StringComparison.Ordinal));
        Assert.Equal(0, bench.Wheel.Count);
    }

    [Fact]
    public async Task A_client_that_only_stops_sending_counts_as_gone()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.Checker.Gate = new TaskCompletionSource();
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync("a LOGIN jo secret\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Checker.Asked.Count == 1);

        await client.Channel.ShutdownSendAsync();

        Assert.Equal(string.Empty, await client.ReadToEndAsync());
        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.ClientLeft));
    }

    [Fact]
    public async Task Commands_sent_during_the_check_are_carried_out_after_a_refusal()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.Checker.Gate = new TaskCompletionSource();
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync("a LOGIN jo wrong\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Checker.Asked.Count == 1);

        await client.SendAsync("b NOOP\r\n");
        await client.SendAsync("c LOGOUT\r\n");
        bench.Checker.Gate.SetResult();
        await bench.WhenParkedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(3.3));

        Assert.Equal(
            "a NO [AUTHENTICATIONFAILED] Login failed: authentication failure\nb OK Completed\n* BYE LOGOUT received\nc OK Completed",
            await client.ReadToEndAsync());
    }

    [Fact]
    public async Task Commands_sent_during_the_check_reach_the_backend()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.AddBackend(Backend + "C: b SELECT INBOX\nS: b OK selected\nC: c NOOP\nS: c OK\n-- hang");
        bench.Checker.Gate = new TaskCompletionSource();
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync("a LOGIN jo secret\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Checker.Asked.Count == 1);

        await client.SendAsync("b SELECT INBOX\r\n");
        bench.Checker.Gate.SetResult();

        Assert.EndsWith("b OK selected", await client.ReadUntilAsync("b "));
        Assert.Equal("c OK", await client.AskAsync("c NOOP", "c "));
        await client.Channel.CloseAsync();
        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.ClientClosed));
    }

    [Fact]
    public async Task A_client_that_sends_far_ahead_is_still_answered()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.Checker.Gate = new TaskCompletionSource();
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync("a LOGIN jo wrong\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Checker.Asked.Count == 1);

        await client.SendAsync(string.Concat(Enumerable.Repeat("b NOOP\r\n", 2_000)));
        bench.Checker.Gate.SetResult();
        await bench.WhenParkedAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(3.3));

        Assert.StartsWith("a NO [AUTHENTICATIONFAILED]", await client.ReadLineAsync());
        Assert.Equal("b OK Completed", await client.ReadLineAsync());
    }

    private static async Task LeaveAsync(ClientEnd client, bool isReset)
    {
        if (isReset)
        {
            client.Channel.Abort();
        }

        await client.Channel.CloseAsync();
    }
}
