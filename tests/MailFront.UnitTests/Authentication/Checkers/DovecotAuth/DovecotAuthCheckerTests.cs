using System.Net;
using System.Net.Sockets;
using System.Text;
using MailFront.Authentication.Checkers;
using MailFront.Authentication.Checkers.DovecotAuth;
using MailFront.TestKit.Time;
using MailFront.Transport.Outbound;
using MailFront.UnitTests.Authentication.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.UnitTests.Authentication.Checkers.DovecotAuth;

public sealed class DovecotAuthCheckerTests
{
    private const string Hello = "VERSION\t1\t2\nMECH\tPLAIN\tplaintext\nSPID\t1\nCUID\t1\nCOOKIE\tc\nDONE\n";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData("OK\t{0}\tuser=anna\n", CheckVerdict.Accepted)]
    [InlineData("FAIL\t{0}\tuser=anna\n", CheckVerdict.Wrong)]
    [InlineData("FAIL\t{0}\tuser=anna\ttemp\n", CheckVerdict.Unavailable)]
    [InlineData("NOTE\tx\nOK\t99\nOK\tx\nOK\t{0}\n", CheckVerdict.Accepted)]
    [InlineData("CONT\t{0}\t\n", CheckVerdict.Unavailable)]
    public async Task The_answer_with_our_number_decides(string reply, CheckVerdict verdict)
    {
        await using FakeSaslauthd dovecot = Serving(reply);
        await using DovecotAuthChecker checker = Checker(dovecot.Path);

        CheckOutcome outcome = await checker.CheckAsync(Ask.About("anna"), CancellationToken.None).AsTask().WaitAsync(_patience);

        Assert.Equal(verdict, outcome.Verdict);
    }

    [Fact]
    public async Task The_request_tells_of_the_login()
    {
        var requests = new List<string>();
        await using FakeSaslauthd dovecot = Serving("OK\t{0}\tuser=anna@example.org\n", requests);
        await using DovecotAuthChecker checker = Checker(dovecot.Path);

        CheckOutcome outcome = await checker.CheckAsync(
            Ask.About("anna", "pw", service: "pop") with
            {
                Source = IPAddress.Parse("::ffff:192.0.2.7"),
                SourcePort = 4000,
                Destination = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 995),
                IsSecure = true,
                SessionId = "s\t1",
            },
            CancellationToken.None);

        Assert.Equal("anna@example.org", outcome.User);
        Assert.Equal(
            "AUTH\t1\tPLAIN\tservice=pop3\tsecured=tls\tno-penalty\tnologin\tsession=s\u0001t1\tlip=192.0.2.1\trip=192.0.2.7\tlport=995\trport=4000"
            + "\tresp=" + Convert.ToBase64String("\0anna\0pw"u8),
            Assert.Single(requests));
    }

    [Fact]
    public async Task Many_questions_share_one_connection_and_are_answered_in_any_order()
    {
        const int Count = 50;
        int connections = 0;
        await using var dovecot = new FakeSaslauthd(async client =>
        {
            connections++;
            using var reader = await GreetAsync(client);
            var ids = new List<string>();
            while (ids.Count < Count && await reader.ReadLineAsync() is { } line)
            {
                ids.Add(line.Split('\t')[1] + (line.Contains(Convert.ToBase64String("\0right\0x"u8), StringComparison.Ordinal) ? "+" : "-"));
            }

            ids.Reverse();
            await SendAsync(client, string.Concat(ids.Select(id => id.EndsWith('+') ? $"OK\t{id[..^1]}\n" : $"FAIL\t{id[..^1]}\n")));
            await FakeSaslauthd.UntilClosedAsync(client);
        });
        await using DovecotAuthChecker checker = Checker(dovecot.Path);

        CheckOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, Count).Select(i =>
            checker.CheckAsync(Ask.About(i % 3 == 0 ? "right" : "other", "x"), CancellationToken.None).AsTask())).WaitAsync(_patience);

        Assert.Equal(1, connections);
        Assert.All(outcomes.Index(), outcome => Assert.Equal(outcome.Index % 3 == 0 ? CheckVerdict.Accepted : CheckVerdict.Wrong, outcome.Item.Verdict));
    }

    [Fact]
    public async Task A_question_that_is_given_up_is_taken_back()
    {
        var cancelled = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var leaving = new CancellationTokenSource();
        await using var dovecot = new FakeSaslauthd(async client =>
        {
            using var reader = await GreetAsync(client);
            await reader.ReadLineAsync();
            await leaving.CancelAsync();
            cancelled.TrySetResult(await reader.ReadLineAsync() ?? string.Empty);
            await FakeSaslauthd.UntilClosedAsync(client);
        });
        await using DovecotAuthChecker checker = Checker(dovecot.Path);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => checker.CheckAsync(Ask.About("anna"), leaving.Token).AsTask());

        Assert.Equal("CANCEL\t1", await cancelled.Task.WaitAsync(_patience));
    }

    [Fact]
    public async Task A_lost_connection_fails_what_is_under_way_and_is_opened_again_for_the_next()
    {
        int connections = 0;
        await using var dovecot = new FakeSaslauthd(async client =>
        {
            bool isFirst = ++connections == 1;
            using var reader = await GreetAsync(client);
            string? line = await reader.ReadLineAsync();
            if (!isFirst)
            {
                await SendAsync(client, $"OK\t{line?.Split('\t')[1]}\n");
                await FakeSaslauthd.UntilClosedAsync(client);
            }
        });
        await using DovecotAuthChecker checker = Checker(dovecot.Path);

        CheckOutcome lost = await checker.CheckAsync(Ask.About("anna"), CancellationToken.None).AsTask().WaitAsync(_patience);
        CheckOutcome next = await checker.CheckAsync(Ask.About("anna"), CancellationToken.None).AsTask().WaitAsync(_patience);

        Assert.Equal(CheckVerdict.Unavailable, lost.Verdict);
        Assert.Equal(CheckVerdict.Accepted, next.Verdict);
    }

    [Theory]
    [InlineData("VERSION\t2\t0\nMECH\tPLAIN\nDONE\n")]
    [InlineData("VERSION\t1\t2\nMECH\tLOGIN\nDONE\n")]
    [InlineData("MECH\tPLAIN\nDONE\n")]
    [InlineData("VERSION\t1\t2\n")]
    [InlineData("")]
    public async Task What_is_no_socket_for_auth_clients_is_unavailable(string hello)
    {
        await using var dovecot = new FakeSaslauthd(async client => await client.SendAsync(Encoding.ASCII.GetBytes(hello)));
        await using DovecotAuthChecker checker = Checker(dovecot.Path);

        Assert.Equal(CheckVerdict.Unavailable, (await checker.CheckAsync(Ask.About("anna"), CancellationToken.None).AsTask().WaitAsync(_patience)).Verdict);
    }

    [Fact]
    public async Task A_server_that_is_down_is_tried_again_only_after_a_pause()
    {
        string path;
        await using (FakeSaslauthd gone = Serving("OK\t{0}\n"))
        {
            path = gone.Path;
        }

        await using DovecotAuthChecker checker = Checker(path);
        Assert.Equal(CheckVerdict.Unavailable, (await checker.CheckAsync(Ask.About("anna"), CancellationToken.None)).Verdict);
        System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();

        CheckOutcome early = await checker.CheckAsync(Ask.About("anna"), CancellationToken.None);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        using var leaving = new CancellationTokenSource();
        Task<CheckOutcome> later = checker.CheckAsync(Ask.About("anna"), leaving.Token).AsTask();
        (await listener.AcceptAsync(leaving.Token).AsTask().WaitAsync(_patience)).Dispose();

        Assert.Equal(CheckVerdict.Unavailable, early.Verdict);
        Assert.Equal(CheckVerdict.Unavailable, (await later.WaitAsync(_patience)).Verdict);
        System.IO.Directory.Delete(System.IO.Path.GetDirectoryName(path)!, recursive: true);
    }

    [Theory]
    [InlineData("anna", "")]
    [InlineData("", "x")]
    [InlineData("anna", "x\0y")]
    [InlineData("an\0na", "x")]
    public async Task What_PLAIN_cannot_carry_is_wrong_without_asking(string user, string password)
    {
        await using DovecotAuthChecker checker = Checker("/nonexistent/auth");

        Assert.Equal(CheckVerdict.Wrong, (await checker.CheckAsync(Ask.About(user, password), CancellationToken.None)).Verdict);
    }

    private static FakeSaslauthd Serving(string reply, List<string>? requests = null) => new(async client =>
    {
        using var reader = await GreetAsync(client);
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("AUTH", StringComparison.Ordinal))
            {
                requests?.Add(line);
                await SendAsync(client, string.Format(System.Globalization.CultureInfo.InvariantCulture, reply, line.Split('\t')[1]));
            }
        }
    });

    private static async Task<StreamReader> GreetAsync(Socket client)
    {
        var reader = new StreamReader(new NetworkStream(client), Encoding.Latin1);
        await SendAsync(client, Hello);
        Assert.Equal("VERSION\t1\t2", await reader.ReadLineAsync());
        Assert.StartsWith("CPID\t", await reader.ReadLineAsync(), StringComparison.Ordinal);
        return reader;
    }

    private static async Task SendAsync(Socket client, string text) => await client.SendAsync(Encoding.Latin1.GetBytes(text));

    private DovecotAuthChecker Checker(string path) =>
        new(path, new OutboundConnector(_time), _time, NullLogger<DovecotAuthChecker>.Instance);
}
