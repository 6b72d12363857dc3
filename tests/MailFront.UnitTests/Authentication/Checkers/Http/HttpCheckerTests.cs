using System.Net;
using System.Net.Sockets;
using MailFront.Authentication.Checkers;
using MailFront.Authentication.Checkers.Http;
using MailFront.Authentication.Web;
using MailFront.UnitTests.Authentication.Fakes;

namespace MailFront.UnitTests.Authentication.Checkers.Http;

public sealed class HttpCheckerTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_request_is_nginx_s_and_nothing_in_it_can_be_injected()
    {
        await using var service = new FakeWebServer(FakeWebServer.Reply("Auth-Status: OK\r\n"));
        Assert.True(SecretHeader.TryParse("X-Key: k 1", null, out SecretHeader? header));
        using var checker = new HttpChecker(new Uri(service.Url + "auth?x=1"), header, 4);

        CheckOutcome outcome = await checker.CheckAsync(
            Ask.About("anna\r\nAuth-User: root", "p\u00e4ss%0d%0a\r\n", service: "pop") with
            {
                Source = IPAddress.Parse("::ffff:192.0.2.7"),
                IsSecure = true,
                Attempt = 2,
            },
            CancellationToken.None);

        Assert.Equal(CheckVerdict.Accepted, outcome.Verdict);
        Assert.Equal(
            $"GET /auth?x=1 HTTP/1.1\r\nHost: {new Uri(service.Url).Authority}\r\nAuth-Method: plain\r\nAuth-User: anna%0D%0AAuth-User:%20root\r\n"
            + "Auth-Pass: p\u00c3\u00a4ss%250d%250a%0D%0A\r\nAuth-Protocol: pop3\r\nAuth-Login-Attempt: 2\r\nClient-IP: 192.0.2.7\r\nAuth-SSL: on\r\nX-Key: k 1\r\n\r\n",
            await service.NextAsync());
    }

    [Theory]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /other\r\nAuth-Status: OK\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("* OK IMAP4rev1\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nAuth-Status OK\r\n\r\n")]
    public async Task What_is_no_answer_is_unavailable(string reply)
    {
        await using var service = new FakeWebServer(reply);
        using var checker = new HttpChecker(new Uri(service.Url), null, 4);

        CheckOutcome outcome = await checker.CheckAsync(Ask.About("anna"), CancellationToken.None).AsTask().WaitAsync(_patience);

        Assert.Equal(CheckVerdict.Unavailable, outcome.Verdict);
        await service.NextAsync();
    }

    [Fact]
    public async Task Headers_without_end_are_unavailable()
    {
        await using var service = new FakeWebServer($"HTTP/1.1 200 OK\r\nAuth-Status: OK\r\nX: {new string('x', 20 * 1024)}\r\nContent-Length: 0\r\n\r\n");
        using var checker = new HttpChecker(new Uri(service.Url), null, 4);

        Assert.Equal(CheckVerdict.Unavailable, (await checker.CheckAsync(Ask.About("anna"), CancellationToken.None).AsTask().WaitAsync(_patience)).Verdict);
    }

    [Fact]
    public async Task A_service_that_hangs_is_left_when_the_question_is_given_up()
    {
        await using var service = new FakeWebServer(null);
        using var checker = new HttpChecker(new Uri(service.Url), null, 4);
        using var leaving = new CancellationTokenSource();
        Task<CheckOutcome> asking = checker.CheckAsync(Ask.About("anna"), leaving.Token).AsTask();
        await service.NextAsync();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(_patience));
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_unavailable()
    {
        using var free = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var checker = new HttpChecker(new Uri($"http://{free.LocalEndPoint}/"), null, 4);

        CheckOutcome outcome = await checker.CheckAsync(Ask.About("anna"), CancellationToken.None);

        Assert.Equal(CheckVerdict.Unavailable, outcome.Verdict);
        Assert.DoesNotContain(Ask.Password, $"{outcome}", StringComparison.Ordinal);
    }
}
