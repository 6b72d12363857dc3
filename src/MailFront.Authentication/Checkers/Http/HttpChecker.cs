using MailFront.Authentication.Web;

namespace MailFront.Authentication.Checkers.Http;

/// <summary>Asks an HTTP service as nginx' <c>auth_http</c> does. Disposed once nothing is asked any more.</summary>
/// <param name="url">The service, <c>http</c> or <c>https</c>.</param>
/// <param name="header">A further header, or null.</param>
/// <param name="maxConnections">Most connections at once; further questions wait for one, within their deadline.</param>
public sealed class HttpChecker(Uri url, SecretHeader? header, int maxConnections) : IPasswordChecker, IDisposable
{
    private readonly HttpClient _client = WebClient.Create(maxConnections);

    /// <inheritdoc/>
    public string Name => "http";

    /// <inheritdoc/>
    public async ValueTask<CheckOutcome> CheckAsync(PasswordQuestion question, CancellationToken cancellationToken)
    {
        if (question.User.Length == 0 || question.Password.Length == 0)
        {
            return new CheckOutcome(CheckVerdict.Wrong, "empty user name or password");
        }

        try
        {
            using HttpRequestMessage request = HttpAuthRequest.Make(url, header, question);
            using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            CheckOutcome outcome = HttpAuthReply.Judge(response);
            return outcome.User == question.User ? outcome with { User = null } : outcome;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new CheckOutcome(CheckVerdict.Unavailable, $"the HTTP service cannot be asked: {WebClient.Describe(failure)}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CheckOutcome(CheckVerdict.Unavailable, "the HTTP service cannot be reached in time");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
