using System.Net.Sockets;
using MailFront.Authentication.Checkers;
using MailFront.TestKit.Time;
using MailFront.UnitTests.Authentication.Fakes;

namespace MailFront.UnitTests.Authentication.Checkers;

public sealed class SaslauthdCheckerTests
{
    // Ends a test that would else hang; never reached by one that passes.
    private static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData("OK", CheckVerdict.Accepted)]
    [InlineData("OK remote authentication successful", CheckVerdict.Accepted)]
    [InlineData("NO", CheckVerdict.Wrong)]
    [InlineData("NO PAM auth error", CheckVerdict.Wrong)]
    [InlineData("NO Incorrect password", CheckVerdict.Wrong)]
    [InlineData("NO remote server rejected your credentials", CheckVerdict.Wrong)]
    [InlineData("NO saslauthd internal error", CheckVerdict.Unavailable)]
    [InlineData("NO internal mechanism failure", CheckVerdict.Unavailable)]
    [InlineData("NO [ALERT] Couldn't contact remote authentication server", CheckVerdict.Unavailable)]
    [InlineData("NO PAM start error", CheckVerdict.Unavailable)]
    [InlineData("NO Username lookup failure: Too many open files", CheckVerdict.Unavailable)]
    [InlineData("ok", CheckVerdict.Unavailable)]
    [InlineData(" OK", CheckVerdict.Unavailable)]
    [InlineData("YES", CheckVerdict.Unavailable)]
    [InlineData("", CheckVerdict.Unavailable)]
    public async Task The_beginning_of_the_reply_decides(string text, CheckVerdict verdict)
    {
        await using FakeSaslauthd daemon = FakeSaslauthd.Answering(FakeSaslauthd.Reply(text));

        CheckOutcome outcome = await AskAsync(daemon);

        Assert.Equal(verdict, outcome.Verdict);
    }

    [Theory]
    [InlineData("anna", "anna", "")]
    [InlineData("anna@example.org", "anna", "example.org")]
    [InlineData("anna@one@example.org", "anna@one", "example.org")]
    [InlineData("anna@", "anna", "")]
    public async Task The_login_is_cut_at_the_last_at_as_libsasl_does(string user, string login, string realm)
    {
        string[]? seen = null;
        await using FakeSaslauthd daemon = FakeSaslauthd.Answering(FakeSaslauthd.Reply("OK"), request => seen = request);

        await new SaslauthdChecker(daemon.Path, _time).CheckAsync(Ask.About(user, service: "pop"), CancellationToken.None);

        Assert.Equal<string[]>([login, Ask.Password, "pop", realm], seen ?? []);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("fe80::1%1", "fe80::1")]
    [InlineData(null, "")]
    public async Task A_daemon_that_reads_five_strings_gets_the_client_s_address(string? source, string told)
    {
        string[]? seen = null;
        await using var daemon = new FakeSaslauthd(async client =>
        {
            seen = await FakeSaslauthd.ReadRequestAsync(client, count: 5);
            await client.SendAsync(FakeSaslauthd.Reply("OK"));
        });
        var checker = new SaslauthdChecker(daemon.Path, _time) { TellsClientAddress = true };

        CheckOutcome outcome = await checker.CheckAsync(
            Ask.About("anna") with { Source = source is null ? null : System.Net.IPAddress.Parse(source) }, CancellationToken.None);

        Assert.Equal(CheckVerdict.Accepted, outcome.Verdict);
        Assert.Equal<string[]>(["anna", Ask.Password, "imap", "", told], seen ?? []);
    }

    [Theory]
    [InlineData("anna", "")]
    [InlineData("@example.org", "x")]
    [InlineData("anna", "x\0y")]
    public async Task What_saslauthd_cannot_be_asked_is_wrong_without_asking(string user, string password)
    {
        var checker = new SaslauthdChecker("/nonexistent/mux", _time);

        CheckOutcome outcome = await checker.CheckAsync(Ask.About(user, password), CancellationToken.None);

        Assert.Equal(CheckVerdict.Wrong, outcome.Verdict);
    }

    [Theory]
    [InlineData(256, CheckVerdict.Unavailable)]
    [InlineData(257, CheckVerdict.Wrong)]
    public async Task A_field_has_at_most_256_octets(int length, CheckVerdict verdict)
    {
        var checker = new SaslauthdChecker("/nonexistent/mux", _time);

        CheckOutcome outcome = await checker.CheckAsync(Ask.About("anna", new string('x', length)), CancellationToken.None);

        Assert.Equal(verdict, outcome.Verdict);
    }

    [Theory]
    [InlineData("OK", CheckVerdict.Accepted)]
    [InlineData("NO PAM auth error", CheckVerdict.Wrong)]
    public async Task A_reply_cut_at_every_octet_means_the_same(string text, CheckVerdict verdict)
    {
        byte[] reply = FakeSaslauthd.Reply(text);
        for (int cut = 1; cut < reply.Length; cut++)
        {
            int at = cut;
            await using var daemon = new FakeSaslauthd(async client =>
            {
                await FakeSaslauthd.ReadRequestAsync(client);
                await client.SendAsync(reply.AsMemory(0, at));
                await client.SendAsync(reply.AsMemory(at));
                await FakeSaslauthd.UntilClosedAsync(client);
            });

            Assert.Equal(verdict, (await AskAsync(daemon)).Verdict);
        }
    }

    [Theory]
    [InlineData("OK")]
    [InlineData("NO PAM auth error")]
    public async Task A_reply_that_ends_early_accepts_and_blames_nobody(string text)
    {
        byte[] reply = FakeSaslauthd.Reply(text);
        for (int length = 0; length < reply.Length; length++)
        {
            int end = length;
            await using var daemon = new FakeSaslauthd(async client =>
            {
                await FakeSaslauthd.ReadRequestAsync(client);
                await client.SendAsync(reply.AsMemory(0, end));
            });

            Assert.Equal(CheckVerdict.Unavailable, (await AskAsync(daemon)).Verdict);
        }
    }

    [Fact]
    public async Task A_length_over_the_limit_is_garbage_at_once()
    {
        await using FakeSaslauthd daemon = FakeSaslauthd.Answering([0xff, 0xff, (byte)'O', (byte)'K']);

        Assert.Equal(CheckVerdict.Unavailable, (await AskAsync(daemon)).Verdict);
    }

    [Fact]
    public async Task A_daemon_that_closes_without_reading_is_unavailable()
    {
        await using var daemon = new FakeSaslauthd(_ => Task.CompletedTask);

        Assert.Equal(CheckVerdict.Unavailable, (await AskAsync(daemon)).Verdict);
    }

    [Fact]
    public async Task A_missing_socket_is_unavailable()
    {
        var checker = new SaslauthdChecker("/nonexistent/mux", _time);

        CheckOutcome outcome = await checker.CheckAsync(Ask.About("anna"), CancellationToken.None);

        Assert.Equal(CheckVerdict.Unavailable, outcome.Verdict);
        Assert.DoesNotContain(Ask.Password, $"{outcome}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OK")]
    [InlineData("NO")]
    public async Task The_connection_is_closed_with_the_answer_so_that_the_worker_is_free(string text)
    {
        var closed = new TaskCompletionSource();
        await using var daemon = new FakeSaslauthd(async client =>
        {
            await FakeSaslauthd.ReadRequestAsync(client);
            await client.SendAsync(FakeSaslauthd.Reply(text));
            await FakeSaslauthd.UntilClosedAsync(client);
            closed.SetResult();
        });

        await AskAsync(daemon);

        await closed.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_question_given_up_closes_the_connection_and_frees_the_worker()
    {
        var asked = new TaskCompletionSource();
        var closed = new TaskCompletionSource();
        await using var daemon = new FakeSaslauthd(async client =>
        {
            await FakeSaslauthd.ReadRequestAsync(client);
            asked.SetResult();
            await FakeSaslauthd.UntilClosedAsync(client);
            closed.SetResult();
        });
        using var caller = new CancellationTokenSource();
        Task<CheckOutcome> asking = new SaslauthdChecker(daemon.Path, _time).CheckAsync(Ask.About("anna"), caller.Token).AsTask();
        await asked.Task.WaitAsync(Patience);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await closed.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_full_backlog_is_waited_out()
    {
        string folder = System.IO.Directory.CreateTempSubdirectory("saslauthd").FullName;
        string path = Path.Combine(folder, "mux");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(0);
        using var other = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await other.ConnectAsync(new UnixDomainSocketEndPoint(path));

        Task<CheckOutcome> asking = new SaslauthdChecker(path, _time).CheckAsync(Ask.About("anna"), CancellationToken.None).AsTask();
        Assert.False(asking.IsCompleted);
        Assert.Equal(1, _time.ActiveTimers);
        using Socket first = await listener.AcceptAsync();
        _time.Advance(TimeSpan.FromMilliseconds(20));
        using Socket second = await listener.AcceptAsync().WaitAsync(Patience);
        await FakeSaslauthd.ReadRequestAsync(second);
        await second.SendAsync(FakeSaslauthd.Reply("OK"));

        Assert.Equal(CheckVerdict.Accepted, (await asking).Verdict);
        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_folder_stands_for_the_socket_in_it()
    {
        await using FakeSaslauthd daemon = FakeSaslauthd.Answering(FakeSaslauthd.Reply("OK"));

        Assert.Equal(daemon.Path, SaslauthdPath.Resolve(daemon.Folder));
        Assert.Equal(daemon.Path, SaslauthdPath.Resolve(daemon.Path));
        Assert.Equal("/run/saslauthd/mux", SaslauthdPath.Resolve(null));
    }

    private ValueTask<CheckOutcome> AskAsync(FakeSaslauthd daemon) =>
        new SaslauthdChecker(daemon.Path, _time).CheckAsync(Ask.About("anna"), CancellationToken.None);
}
