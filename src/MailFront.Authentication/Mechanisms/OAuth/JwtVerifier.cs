using System.Text.Json;
using MailFront.Defence.Login;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MailFront.Authentication.Mechanisms.OAuth;

/// <summary>
/// Verifies signed JWTs (RFC 7519, RFC 9068) against the keys of a JWKS file, asking nobody. Only signatures with public keys count: neither
/// <c>none</c> nor HMAC, and nothing that a token's header says leads to a key but its <c>kid</c> among those of the file (RFC 8725 §3).
/// </summary>
public sealed class JwtVerifier : ITokenVerifier
{
    private static readonly string[] _algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = BearerMessage.MaxTokenLength };
    private readonly Func<IReadOnlyList<SecurityKey>> _keys;
    private readonly TokenRules _rules;
    private readonly TimeProvider _time;

    /// <summary>Verifies with the keys that <paramref name="file"/> has at the time.</summary>
    public JwtVerifier(JwksFile file, TokenRules rules, TimeProvider time)
        : this(() => file.Keys, rules, time)
    {
    }

    internal JwtVerifier(Func<IReadOnlyList<SecurityKey>> keys, TokenRules rules, TimeProvider time)
    {
        _keys = keys;
        _rules = rules;
        _time = time;
    }

    /// <inheritdoc/>
    public bool IsReady => _keys().Count > 0;

    /// <inheritdoc/>
    public async ValueTask<TokenOutcome> VerifyAsync(string token, LoginClass loginClass, CancellationToken cancellationToken)
    {
        var keys = _keys();
        if (keys.Count == 0)
        {
            return TokenOutcome.Unavailable("no signing key is loaded");
        }

        // Claims are judged here, by our clock and under the same rules as an introspection's answer.
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = keys,
            ValidAlgorithms = _algorithms,
            RequireSignedTokens = true,
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
            ValidateIssuerSigningKey = true,
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken verified)
        {
            return TokenOutcome.Invalid($"not a token of this issuer: {result.Exception?.GetType().Name ?? "unknown"}");
        }

        // RFC 7515 §4.1.11: an extension that is critical and not understood makes the token invalid; none is understood.
        if (verified.TryGetHeaderValue<object>("crit", out _))
        {
            return TokenOutcome.Invalid("a critical header that is not understood");
        }

        using var claims = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(verified.EncodedPayload));
        return TokenClaims.Judge(claims.RootElement, _rules, _time.GetUtcNow(), needsExpiry: true);
    }
}
