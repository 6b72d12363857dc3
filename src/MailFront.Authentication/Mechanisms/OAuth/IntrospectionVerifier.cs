using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace MailFront.Authentication.Mechanisms.OAuth;

/// <summary>Asks the issuer whether a token is good (RFC 7662). Nothing is kept between two questions: a revoked token ends with the next login.</summary>
public sealed class IntrospectionVerifier : ITokenVerifier, IDisposable
{
    private const int MaxAnswerOctets = 64 * 1024;

    private readonly IntrospectionOptions _options;
    private readonly TokenRules _rules;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _running;

    /// <summary>Asks at <see cref="IntrospectionOptions.Endpoint"/>.</summary>
    public IntrospectionVerifier(IntrospectionOptions options, TokenRules rules, TimeProvider time)
    {
        _options = options;
        _rules = rules;
        _time = time;
        _running = new SemaphoreSlim(options.MaxRunning, options.MaxRunning);

        // A redirect would send the token and our password elsewhere.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxAnswerOctets,
        };
    }

    /// <inheritdoc/>
    public bool IsReady => true;

    /// <inheritdoc/>
    public async ValueTask<TokenOutcome> VerifyAsync(string token, CancellationToken cancellationToken)
    {
        if (!_running.Wait(0, cancellationToken))
        {
            return TokenOutcome.Unavailable("too many introspections are under way");
        }

        try
        {
            using var deadline = new CancellationTokenSource(_options.Deadline, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            return await AskAsync(token, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return TokenOutcome.Unavailable("no answer of the introspection endpoint within the deadline");
        }
        catch (ObjectDisposedException)
        {
            // A reload has replaced this verifier while the client was talking. The semaphore holds no handle and is left alone.
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
        finally
        {
            _running.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<TokenOutcome> AskAsync(string token, CancellationToken cancellationToken)
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
