using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes;
using MailFront.Defence.Login;
using Microsoft.Extensions.Logging;

namespace MailFront.Authentication.Mechanisms.OAuth;

/// <summary>
/// Asks the issuer whether a token is good (RFC 7662). Nothing is kept between two questions: a revoked token ends with the next login. Logins wait for
/// the issuer in classes, as they do for checkers, and an issuer that does not answer is left alone for a while.
/// </summary>
public sealed class IntrospectionVerifier : ITokenVerifier, IDisposable
{
    private const int MaxAnswerOctets = 64 * 1024;

    private static readonly LaneReading<TokenOutcome> _reading = new(
        static outcome => outcome.Status switch
        {
            TokenStatus.Valid => CheckVerdict.Accepted,
            TokenStatus.Invalid => CheckVerdict.Wrong,
            _ => CheckVerdict.Unavailable,
        },
        TokenOutcome.Unavailable);

    private readonly IntrospectionOptions _options;
    private readonly TokenRules _rules;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly LaneGroup<TokenOutcome> _lanes;

    /// <summary>Asks at <see cref="IntrospectionOptions.Endpoint"/>.</summary>
    public IntrospectionVerifier(IntrospectionOptions options, TokenRules rules, TimeProvider time, ILogger<IntrospectionVerifier> logger)
    {
        _options = options;
        _rules = rules;
        _time = time;
        string issuer = options.Endpoint.Authority;
        _lanes = new LaneGroup<TokenOutcome>(
            "mechanism", $"introspection {issuer}", [(issuer, options.MaxRunning)], _reading, new CheckerGroupOptions { Deadline = options.Deadline }, time, logger);

        // A redirect would send the token and our password elsewhere.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxAnswerOctets,
        };
    }

    /// <inheritdoc/>
    public bool IsReady => true;

    /// <summary>The line before the issuer in numbers.</summary>
    public GroupSnapshot TakeSnapshot() => _lanes.TakeSnapshot();

    /// <inheritdoc/>
    public async ValueTask<TokenOutcome> VerifyAsync(string token, LoginClass loginClass, CancellationToken cancellationToken)
    {
        LaneResult<TokenOutcome> result = await _lanes.AskAsync((_, deadline) => AskAsync(token, deadline), loginClass, cancellationToken)
            .AsTask()
            .WaitAsync(cancellationToken);
        return result.Status switch
        {
            LaneStatus.Answered => result.Answer,
            LaneStatus.Overloaded => TokenOutcome.Unavailable("too many introspections wait already"),
            _ => TokenOutcome.Unavailable("no answer of the introspection endpoint within the deadline"),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async ValueTask<TokenOutcome> AskAsync(string token, CancellationToken cancellationToken)
    {
        try
        {
            return await PostAsync(token, cancellationToken);
        }
        catch (ObjectDisposedException)
        {
            // A reload has replaced this verifier while the client was talking.
            return TokenOutcome.Unavailable("the introspection endpoint has been replaced");
        }
        catch (HttpRequestException failure)
        {
            return TokenOutcome.Unavailable($"introspection: {failure.HttpRequestError}");
        }
        catch (JsonException)
        {
            return TokenOutcome.Unavailable("introspection: the answer is no JSON");
        }
    }

    private async Task<TokenOutcome> PostAsync(string token, CancellationToken cancellationToken)
    {
        using var question = new HttpRequestMessage(HttpMethod.Post, _options.Endpoint)
        {
            Content = new FormUrlEncodedContent([new("token", token), new("token_type_hint", "access_token")]),
        };
        question.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (_options.ClientId.Length > 0)
        {
            // RFC 6749 §2.3.1: both parts are form-encoded before they are joined.
            var pair = $"{WebUtility.UrlEncode(_options.ClientId)}:{WebUtility.UrlEncode(_options.ClientSecret)}";
            question.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }

        using var answer = await _http.SendAsync(question, HttpCompletionOption.ResponseContentRead, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return TokenOutcome.Unavailable($"introspection: status {(int)answer.StatusCode}");
        }

        using var claims = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        var isActive = claims.RootElement is { ValueKind: JsonValueKind.Object } root
            && root.TryGetProperty("active", out var active) && active.ValueKind == JsonValueKind.True;
        return isActive
            ? TokenClaims.Judge(claims.RootElement, _rules, _time.GetUtcNow(), needsExpiry: false)
            : TokenOutcome.Invalid("not active");
    }
}
