using System.Net.Http.Headers;
using MailFront.Authentication.Web;

namespace MailFront.Authentication.Policy;

/// <summary>Sends one JSON object to a policy server within a deadline; failures are words, not exceptions.</summary>
internal sealed class PolicyTransfer(PolicyServerOptions options, TimeProvider time) : IDisposable
{
    private static readonly MediaTypeHeaderValue _json = new("application/json");

    private readonly HttpClient _client = WebClient.Create(HttpPolicyServer.MaxAsked + PolicyReports.Senders);

    /// <summary>The body of the reply, or why there is none. Throws only when cancelled.</summary>
    public async ValueTask<(byte[]? Body, string? Problem)> PostAsync(string command, byte[] body, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Address(command)) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = _json;
            if (options.Header is { } header)
            {
                request.Headers.TryAddWithoutValidation(header.Name, header.Value);
            }

            using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token);
            return response.IsSuccessStatusCode
                ? (await response.Content.ReadAsByteArrayAsync(either.Token), null)
                : (null, $"HTTP status {(int)response.StatusCode}");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return (null, WebClient.Describe(failure));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, "no answer in time");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private Uri Address(string command) => new($"{options.Url}{(options.Url.EndsWith('&') ? string.Empty : "?")}command={command}");
}
