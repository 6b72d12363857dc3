using System.Net;
using System.Net.Sockets;
using System.Text;
using MailFront.Defence.Login;
using MailFront.Authentication.Lanes;
using MailFront.Authentication.Mechanisms.OAuth;
using MailFront.TestKit.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.UnitTests.Authentication.Mechanisms.OAuth;

public sealed class IntrospectionVerifierTests : IDisposable
{
    private readonly TcpListener _endpoint = new(IPAddress.Loopback, 0);
    private readonly ManualTimeProvider _time = new();

    public IntrospectionVerifierTests() => _endpoint.Start();

    [Fact]
    public async Task An_active_token_names_its_user_and_the_question_is_the_rfcs()
    {
        using var verifier = Verifier();
        var asking = verifier.VerifyAsync("tok+en=", LoginClass.New, CancellationToken.None);
        var question = await AnswerAsync("HTTP/1.1 200 OK", """{"active":true,"email":"anna@example.org"}""");

        var outcome = await asking;

        Assert.Equal((TokenStatus.Valid, "anna@example.org"), (outcome.Status, outcome.User));
        Assert.StartsWith("POST /introspect HTTP/1.1", question);
        Assert.Contains($"Authorization: Basic {Convert.ToBase64String("front+door:s%3Acret"u8)}", question);
        Assert.EndsWith("token=tok%2Ben%3D&token_type_hint=access_token", question);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK", """{"active":false}""", TokenStatus.Invalid)]
    [InlineData("HTTP/1.1 200 OK", """{"active":"true","email":"anna"}""", TokenStatus.Invalid)]
    [InlineData("HTTP/1.1 200 OK", """{"active":true}""", TokenStatus.Invalid)]
    [InlineData("HTTP/1.1 200 OK", """{"active":true,"email":"anna","exp":1}""", TokenStatus.Invalid)]
    [InlineData("HTTP/1.1 200 OK", "<html>", TokenStatus.Unavailable)]
    [InlineData("HTTP/1.1 401 Unauthorized", "{}", TokenStatus.Unavailable)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/", "{}", TokenStatus.Unavailable)]
    [InlineData("HTTP/1.1 500 Oops", """{"active":true,"email":"anna"}""", TokenStatus.Unavailable)]
    public async Task Any_other_answer_is_no_user(string status, string body, TokenStatus expected)
    {
        using var verifier = Verifier();
        var asking = verifier.VerifyAsync("token", LoginClass.New, CancellationToken.None);
        await AnswerAsync(status, body);

        Assert.Equal(expected, (await asking).Status);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_unavailable()
    {
        using var verifier = Verifier();
        _endpoint.Stop();

        Assert.Equal(TokenStatus.Unavailable, (await verifier.VerifyAsync("token", LoginClass.New, CancellationToken.None)).Status);
    }

    [Fact]
    public async Task An_endpoint_that_hangs_is_unavailable_after_the_deadline_and_more_than_allowed_are_not_asked()
    {
        using var verifier = Verifier(maxRunning: 1);
        var asking = verifier.VerifyAsync("token", LoginClass.New, CancellationToken.None);
        using var held = await _endpoint.AcceptTcpClientAsync();

        var waiting = verifier.VerifyAsync("token", LoginClass.New, CancellationToken.None);
        Assert.Equal((1, 1), (Line(verifier, LoginClass.New).Running, Line(verifier, LoginClass.New).Waiting));
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Contains("deadline", (await asking).Detail);
        Assert.Equal(TokenStatus.Unavailable, (await waiting).Status);
    }

    [Fact]
    public async Task Suspects_do_not_take_the_places_of_known_users()
    {
        using var verifier = Verifier(maxRunning: 10);
        var suspects = Enumerable.Range(0, 20).Select(_ => verifier.VerifyAsync("guess", LoginClass.Suspect, CancellationToken.None).AsTask()).ToList();

        var known = verifier.VerifyAsync("token", LoginClass.Known, CancellationToken.None).AsTask();

        Assert.Equal((1, 0), (Line(verifier, LoginClass.Known).Running, Line(verifier, LoginClass.Known).Waiting));
        Assert.InRange(Line(verifier, LoginClass.Suspect).Running, 1, 6);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.All(await Task.WhenAll([.. suspects, known]), outcome => Assert.Equal(TokenStatus.Unavailable, outcome.Status));
    }

    [Fact]
    public async Task Who_leaves_the_line_leaves_at_once_and_frees_its_place()
    {
        using var verifier = Verifier(maxRunning: 1);
        using var leaving = new CancellationTokenSource();
        var asking = verifier.VerifyAsync("token", LoginClass.New, CancellationToken.None).AsTask();
        var waiting = verifier.VerifyAsync("token", LoginClass.New, leaving.Token).AsTask();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal((0, 1L), (Line(verifier, LoginClass.New).Waiting, Line(verifier, LoginClass.New).Abandoned));
        _time.Advance(TimeSpan.FromSeconds(5));
        await asking;
    }

    public void Dispose() => _endpoint.Dispose();

    private static ClassSnapshot Line(IntrospectionVerifier verifier, LoginClass loginClass) =>
        verifier.TakeSnapshot().Classes.Single(line => line.Class == loginClass);

    private IntrospectionVerifier Verifier(int maxRunning = 4)
    {
        var port = ((IPEndPoint)_endpoint.LocalEndpoint).Port;
        var options = new IntrospectionOptions(new Uri($"http://127.0.0.1:{port}/introspect"), "front door", "s:cret", TimeSpan.FromSeconds(5));
        return new IntrospectionVerifier(options with { MaxRunning = maxRunning }, new TokenRules(), _time, NullLogger<IntrospectionVerifier>.Instance);
    }

    private async Task<string> AnswerAsync(string status, string body)
    {
        using var client = await _endpoint.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var buffer = new byte[8192];
        var question = string.Empty;
        while (!question.EndsWith("token_type_hint=access_token", StringComparison.Ordinal))
        {
            question += Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer));
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{status}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}"));
        return question;
    }
}
