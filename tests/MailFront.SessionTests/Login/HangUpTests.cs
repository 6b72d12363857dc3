using MailFront.Protocol;
using MailFront.Sessions;
using MailFront.SessionTests.Transport;
using MailFront.Transport.Tls;

namespace MailFront.SessionTests.Login;

public sealed class HangUpTests
{
    // New logins may take half of a line, rounded up.
    private const int RoomForTwo = 3;

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
    public async Task A_client_that_leaves_during_the_check_is_let_go_of_while_its_question_keeps_the_slot(
        MailProtocol protocol, string spoken, bool isReset)
    {
        await using var bench = new SessionBench(protocol);
        await LeaveDuringTheCheckAsync(bench, await bench.ConnectAndReadGreetingAsync(), spoken, isReset);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task So_is_one_behind_TLS_during_the_check(bool isReset)
    {
        await using var bench = new SessionBench(MailProtocol.Imap, Securing);
        await LeaveDuringTheCheckAsync(bench, await ConnectSecurelyAsync(bench), "a LOGIN jo secret\r\n", isReset);
    }

    [Fact]
    public async Task A_guess_whose_guesser_did_not_wait_for_the_answer_is_logged_as_one_once_it_is_known_wrong()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.Checker.Gate = new TaskCompletionSource();
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync("a LOGIN jo wrong\r\n");
        await SessionBench.WaitUntilAsync(() => bench.Checker.Asked.Count == 1);
        await LeaveAsync(client, isReset: true);
        await bench.WhenClosedAsync();
        Assert.DoesNotContain(bench.Log.Lines, line => line.Contains("badlogin", StringComparison.Ordinal));

        bench.Checker.Gate.SetResult();
        await SessionBench.WaitUntilAsync(() => bench.Log.Lines.Any(line => line.Contains("badlogin", StringComparison.Ordinal)));

        Assert.Single(
            bench.Log.Lines,
            line => line.Contains("badlogin: [198.51.100.7] plaintext (jo) [SASL(-13): authentication failure: ", StringComparison.Ordinal));
        Assert.Equal(1, bench.Rooms.Logins.Read().Sum(line => line.Count));
    }

    [Theory]
    [InlineData(MailProtocol.Imap, "a LOGIN ann secret\r\n", false)]
    [InlineData(MailProtocol.Imap, "a LOGIN ann secret\r\n", true)]
    [InlineData(MailProtocol.Imap, "a LOGIN ann secret\r\nb LOGOUT\r\n", false)]
    [InlineData(MailProtocol.Pop3, "USER ann\r\nPASS secret\r\n", false)]
    [InlineData(MailProtocol.Pop3, "USER ann\r\nPASS secret\r\n", true)]
    public async Task A_client_that_leaves_the_line_takes_its_question_with_it(MailProtocol protocol, string spoken, bool isReset)
    {
        await using var bench = new SessionBench(protocol, maxWaiting: RoomForTwo);
        await LeaveTheLineAsync(bench, () => bench.ConnectAndReadGreetingAsync(), spoken, isReset);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task So_does_one_behind_TLS_that_leaves_the_line(bool isReset)
    {
        await using var bench = new SessionBench(MailProtocol.Imap, Securing, maxWaiting: RoomForTwo);
        await LeaveTheLineAsync(bench, () => ConnectSecurelyAsync(bench), "a LOGIN ann secret\r\n", isReset);
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

    private static ServiceSettings Securing(ServiceSettings settings) => settings with { ImplicitTls = true, Tls = TlsScene.Contexts };

    private static async Task<ClientEnd> ConnectSecurelyAsync(SessionBench bench)
    {
        var client = bench.Connect();
        Assert.Equal(TlsUpgradeStatus.Secured, (await client.StartTlsAsync(TlsScene.ClientPolicy)).Status);
        await client.ReadLineAsync();
        return client;
    }

    private static async Task LeaveDuringTheCheckAsync(SessionBench bench, ClientEnd client, string spoken, bool isReset)
    {
        bench.Checker.Gate = new TaskCompletionSource();
        await client.SendAsync(spoken);
        await SessionBench.WaitUntilAsync(() => bench.Checker.Asked.Count == 1);

        await LeaveAsync(client, isReset);
        await bench.WhenClosedAsync();

        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.ClientLeft));
        Assert.Single(bench.Log.Lines, line => line.Contains("login abandoned by the client: [198.51.100.7] jo ", StringComparison.Ordinal));
        Assert.DoesNotContain(bench.Log.Lines, line => line.Contains("login unavailable", StringComparison.Ordinal));
        Assert.Equal(0, bench.Wheel.Count);

        // The checker's worker is as busy as before.
        Assert.Equal(1, bench.Group.Running);
        bench.Checker.Gate.SetResult();
        await SessionBench.WaitUntilAsync(() => bench.Group.Running == 0);
        var classes = bench.Group.TakeSnapshot().Classes;
        Assert.Equal(1, classes.Sum(line => line.Accepted));
        Assert.Equal(0, classes.Sum(line => line.Abandoned));
    }

    // The one slot is taken; of two in line the first leaves, so that the second is next.
    private static async Task LeaveTheLineAsync(SessionBench bench, Func<Task<ClientEnd>> connect, string spoken, bool isReset)
    {
        bench.Checker.Gate = new TaskCompletionSource();
        var first = await connect();
        await first.SendAsync(spoken.Replace("ann", "jim", StringComparison.Ordinal));
        await SessionBench.WaitUntilAsync(() => bench.Checker.Asked.Count == 1);
        var leaving = await connect();
        await leaving.SendAsync(spoken);
        await SessionBench.WaitUntilAsync(() => bench.Group.Waiting == 1);
        var next = await connect();
        await next.SendAsync(spoken.Replace("ann", "bob", StringComparison.Ordinal));
        await SessionBench.WaitUntilAsync(() => bench.Group.Waiting == 2);

        await LeaveAsync(leaving, isReset);
        await SessionBench.WaitUntilAsync(() => bench.Rooms.Ledger.ClosedFor(CloseReason.ClientLeft) == 1);

        Assert.Equal(1, bench.Group.Waiting);
        Assert.Equal(2, bench.Rooms.Ledger.Count);
        Assert.Equal(1, bench.Group.TakeSnapshot().Classes.Sum(line => line.Abandoned));
        Assert.Single(bench.Log.Lines, line => line.Contains("login abandoned by the client: [198.51.100.7] ann ", StringComparison.Ordinal));
        bench.Checker.Gate.SetResult();
        await SessionBench.WaitUntilAsync(() => bench.Group is { Running: 0, Waiting: 0 });
        Assert.Equal(["jim", "bob"], bench.Checker.Asked);
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
