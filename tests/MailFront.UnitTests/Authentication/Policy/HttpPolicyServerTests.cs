using System.Net;
using System.Text.Json;
using MailFront.Authentication;
using MailFront.Authentication.Lanes;
using MailFront.Authentication.Policy;
using MailFront.Authentication.Web;
using MailFront.Defence.Login;
using MailFront.TestKit.Time;
using MailFront.UnitTests.Authentication.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.UnitTests.Authentication.Policy;

public sealed class HttpPolicyServerTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task What_is_asked_is_what_Dovecot_would_ask()
    {
        await using var service = Answering("""{"status":0}""");
        Assert.True(SecretHeader.TryParse("key1", "X-API-Key", out SecretHeader? header));
        await using HttpPolicyServer policy = Server(service.Url, options => options with { Header = header });

        PolicyAdvice advice = await policy.AllowAsync(Question(), LoginClass.New, CancellationToken.None);

        Assert.Equal(PolicyAction.Proceed, advice.Action);
        string[] request = (await service.NextAsync()).Split("\r\n\r\n");
        Assert.StartsWith("POST /?command=allow HTTP/1.1\r\n", request[0], StringComparison.Ordinal);
        Assert.Contains("\r\nX-API-Key: key1\r\n", request[0] + "\r\n", StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/json\r\n", request[0] + "\r\n", StringComparison.Ordinal);
        Assert.Equal(
            """{"device_id":"name=Mutt","fail_type":"","login":"alice","protocol":"imap","pwhash":"0d52","remote":"192.0.2.7","session_id":"s1","tls":true}""",
            request[1]);
    }

    [Theory]
    [InlineData("""{"status":0,"msg":"fine"}""", PolicyAction.Proceed, 0)]
    [InlineData("""{"status":-1,"msg":"no"}""", PolicyAction.Refuse, 0)]
    [InlineData("""{"status":3}""", PolicyAction.Delay, 3)]
    [InlineData("""{"status":3600}""", PolicyAction.Delay, 15)]
    [InlineData("""{"status":9223372036854775807}""", PolicyAction.Delay, 15)]
    [InlineData("""{"msg":"no"}""", PolicyAction.Unavailable, 0)]
    [InlineData("", PolicyAction.Unavailable, 0)]
    public async Task The_status_is_the_advice(string reply, PolicyAction action, int seconds)
    {
        await using var service = Answering(reply);
        await using HttpPolicyServer policy = Server(service.Url);

        PolicyAdvice advice = await policy.AllowAsync(Question(), LoginClass.New, CancellationToken.None);

        Assert.Equal((action, TimeSpan.FromSeconds(seconds)), (advice.Action, advice.Delay));
        await service.NextAsync();
    }

    [Theory]
    [InlineData("""{"status":-1}""")]
    [InlineData("""{"status":5}""")]
    public async Task Advice_that_is_only_logged_changes_nothing(string reply)
    {
        await using var service = Answering(reply);
        await using HttpPolicyServer policy = Server(service.Url, options => options with { OnlyLogs = true, IsRequired = true });

        Assert.Equal(PolicyAction.Proceed, (await policy.AllowAsync(Question(), LoginClass.New, CancellationToken.None)).Action);
        Assert.False(policy.IsRequired);
    }

    [Fact]
    public async Task A_reply_without_end_is_no_advice()
    {
        await using var service = Answering($$"""{"status":0,"msg":"{{new string('x', 20 * 1024)}}"}""");
        await using HttpPolicyServer policy = Server(service.Url);

        Assert.Equal(PolicyAction.Unavailable, (await policy.AllowAsync(Question(), LoginClass.New, CancellationToken.None)).Action);
    }

    [Fact]
    public async Task A_server_that_hangs_costs_its_deadline_and_no_more()
    {
        await using var service = new FakeWebServer(null);
        await using HttpPolicyServer policy = Server(service.Url);
        Task<PolicyAdvice> asking = policy.AllowAsync(Question(), LoginClass.New, CancellationToken.None).AsTask();
        await service.NextAsync();
        Assert.False(asking.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(PolicyAction.Unavailable, (await asking.WaitAsync(_patience)).Action);
        Assert.Equal(1, policy.Missed);
    }

    [Fact]
    public async Task Suspects_do_not_take_the_places_of_known_users()
    {
        await using var service = new FakeWebServer(null);
        await using HttpPolicyServer policy = Server(service.Url);
        Task[] suspects = [.. Enumerable.Range(0, HttpPolicyServer.MaxAsked).Select(_ => AskAsync(policy, LoginClass.Suspect))];

        Task<PolicyAdvice> known = AskAsync(policy, LoginClass.Known);

        Assert.Equal((1, 0), (Line(policy, LoginClass.Known).Running, Line(policy, LoginClass.Known).Waiting));
        Assert.InRange(Line(policy, LoginClass.Suspect).Running, 1, HttpPolicyServer.MaxAsked / 2 + 3);
        _time.Advance(TimeSpan.FromSeconds(2));
        await Task.WhenAll([.. suspects, known]).WaitAsync(_patience);
    }

    [Theory]
    [InlineData(false, PolicyAction.Busy)]
    [InlineData(true, PolicyAction.Unavailable)]
    public async Task Who_waits_in_vain_for_half_of_the_deadline_is_told_that_the_server_is_busy_unless_advice_is_only_logged(
        bool onlyLogs, PolicyAction expected)
    {
        await using var service = new FakeWebServer(null);
        await using HttpPolicyServer policy = Server(service.Url, options => options with { OnlyLogs = onlyLogs });
        Task[] asked = [.. Enumerable.Range(0, HttpPolicyServer.MaxAsked).Select(_ => AskAsync(policy, LoginClass.New))];
        Task<PolicyAdvice> last = AskAsync(policy, LoginClass.New);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(expected, (await last.WaitAsync(_patience)).Action);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(asked).WaitAsync(_patience);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_left_alone_and_tried_again_later()
    {
        string url;
        await using (var service = new FakeWebServer(null))
        {
            url = service.Url;
        }

        await using HttpPolicyServer policy = Server(url);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(PolicyAction.Unavailable, (await AskAsync(policy, LoginClass.New)).Action);
        }

        Assert.EndsWith("is down", (await AskAsync(policy, LoginClass.Known)).Message, StringComparison.Ordinal);
        Assert.Equal((BreakerState.Open, 5L), (policy.TakeSnapshot().Endpoints[0].Breaker, policy.TakeSnapshot().Endpoints[0].Failures));
        Assert.Equal(6, policy.Missed);

        _time.Advance(TimeSpan.FromSeconds(1));
        await AskAsync(policy, LoginClass.Known);
        Assert.Equal(6, policy.TakeSnapshot().Endpoints[0].Failures);
    }

    [Fact]
    public async Task A_client_that_leaves_does_not_wait_for_advice()
    {
        await using var service = new FakeWebServer(null);
        await using HttpPolicyServer policy = Server(service.Url);
        using var leaving = new CancellationTokenSource();
        Task<PolicyAdvice> asking = policy.AllowAsync(Question(), LoginClass.New, leaving.Token).AsTask();
        await service.NextAsync();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        _time.Advance(TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData(AuthenticationStatus.Accepted, false, true, "")]
    [InlineData(AuthenticationStatus.WrongCredentials, false, false, "credentials")]
    [InlineData(AuthenticationStatus.WrongCredentials, true, false, "policy")]
    public async Task A_verdict_is_reported(AuthenticationStatus status, bool isRefusal, bool success, string failType)
    {
        await using var service = Answering("""{"status":"ok"}""");
        await using HttpPolicyServer policy = Server(service.Url + "?a=b&");

        policy.Report(Question(), new AuthenticationOutcome(status, null, null) { IsPolicyRefusal = isRefusal });

        string request = await service.NextAsync();
        Assert.StartsWith("POST /?a=b&command=report HTTP/1.1\r\n", request, StringComparison.Ordinal);
        JsonElement report = JsonDocument.Parse(request.Split("\r\n\r\n")[1]).RootElement;
        Assert.Equal(success, report.GetProperty("success").GetBoolean());
        Assert.Equal(isRefusal, report.GetProperty("policy_reject").GetBoolean());
        Assert.Equal(failType, report.GetProperty("fail_type").GetString());
        Assert.Equal("alice", report.GetProperty("login").GetString());
    }

    [Fact]
    public async Task Reports_that_find_no_room_are_dropped_and_counted()
    {
        const int Senders = 8;
        await using var service = new FakeWebServer(null);
        HttpPolicyServer policy = Server(service.Url);
        for (int i = 0; i < Senders; i++)
        {
            policy.Report(Question(), new AuthenticationOutcome(AuthenticationStatus.Accepted, null, null));
            await service.NextAsync();
        }

        for (int i = 0; i < PolicyReports.MaxWaiting + 3; i++)
        {
            policy.Report(Question(), new AuthenticationOutcome(AuthenticationStatus.Accepted, null, null));
        }

        Assert.Equal(3, policy.DroppedReports);
        ValueTask disposing = policy.DisposeAsync();
        _time.Advance(TimeSpan.FromSeconds(2));
        await disposing.AsTask().WaitAsync(_patience);
    }

    [Fact]
    public async Task A_login_that_nobody_could_answer_is_not_reported()
    {
        await using var service = Answering("{}");
        await using HttpPolicyServer policy = Server(service.Url);

        policy.Report(Question(), new AuthenticationOutcome(AuthenticationStatus.Unavailable, null, null));
        policy.Report(Question(), new AuthenticationOutcome(AuthenticationStatus.Overloaded, null, null));
        policy.Report(Question(), new AuthenticationOutcome(AuthenticationStatus.Accepted, null, null));

        Assert.Contains("\"success\":true", await service.NextAsync(), StringComparison.Ordinal);
    }

    private static Task<PolicyAdvice> AskAsync(HttpPolicyServer policy, LoginClass loginClass) =>
        policy.AllowAsync(Question(), loginClass, CancellationToken.None).AsTask();

    private static ClassSnapshot Line(HttpPolicyServer policy, LoginClass loginClass) =>
        policy.TakeSnapshot().Classes.Single(line => line.Class == loginClass);

    private static FakeWebServer Answering(string body) => new(FakeWebServer.Reply("Content-Type: application/json\r\n", body));

    private static PasswordQuestion Question() => Ask.About("alice", "secret") with
    {
        Source = IPAddress.Parse("192.0.2.7"),
        SessionId = "s1",
        Device = "name=Mutt",
        IsSecure = true,
    };

    private HttpPolicyServer Server(string url, Func<PolicyServerOptions, PolicyServerOptions>? change = null)
    {
        var options = new PolicyServerOptions { Url = url, Nonce = "nonce" };
        return new HttpPolicyServer(change?.Invoke(options) ?? options, _time, NullLogger<HttpPolicyServer>.Instance);
    }
}
