using MailFront.Defence.Login;

namespace MailFront.Authentication.Mechanisms.OAuth;

/// <summary>
/// OAUTHBEARER (RFC 7628) and XOAUTH2: one message with an access token. What fails is told as JSON in a challenge; whatever the client
/// answers to that, the login has failed then. Whether the user it names is the token's is the same question as acting for another.
/// </summary>
internal sealed class BearerExchange(string mechanism, ITokenVerifier verifier, Func<string, LoginClass> classOf) : ISaslExchange
{
    // RFC 7628 §3.2.2: "invalid_token" of RFC 6750 §3.1. XOAUTH2 clients look for the status as it is in HTTP.
    private const string OAuthBearerError = """{"status":"invalid_token"}""";
    private const string XOAuth2Error = """{"status":"401","schemes":"bearer"}""";

    private Credential? _failed;

    /// <inheritdoc/>
    public int MaxResponseOctets => BearerMessage.MaxMessageOctets;

    /// <inheritdoc/>
    public SaslStep Begin() => SaslStep.Ask([]);

    /// <inheritdoc/>
    public async ValueTask<SaslStep> RespondAsync(ReadOnlyMemory<byte> response, CancellationToken cancellationToken)
    {
        if (_failed is not null)
        {
            return SaslStep.Done(_failed);
        }

        var isMessage = mechanism == MechanismNames.XOAuth2
            ? BearerMessage.TryParseXOAuth2(response.Span, out var message)
            : BearerMessage.TryParseOAuthBearer(response.Span, out message);
        if (!isMessage || message is null)
        {
            return SaslStep.Malformed;
        }

        var outcome = await verifier.VerifyAsync(message.Token, classOf(message.User), cancellationToken);
        switch (outcome.Status)
        {
            case TokenStatus.Valid:
                return SaslStep.Done(Credential.Proven(mechanism, outcome.User, message.User));
            case TokenStatus.Invalid:
                _failed = Credential.Refused(mechanism, message.User, outcome.Detail ?? "token not accepted");
                return SaslStep.Ask(mechanism == MechanismNames.XOAuth2 ? XOAuth2Error : OAuthBearerError);
            default:
                return SaslStep.Done(Credential.Unavailable(mechanism, message.User, outcome.Detail ?? "token not checked"));
        }
    }

    /// <inheritdoc/>
    public Credential? Abandon() => _failed;

    /// <inheritdoc/>
    public void Dispose()
    {
        // The token is garbage already.
    }
}
