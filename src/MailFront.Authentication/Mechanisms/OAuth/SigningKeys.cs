using Microsoft.IdentityModel.Tokens;

namespace MailFront.Authentication.Mechanisms.OAuth;

/// <summary>Public keys out of a JWKS document (RFC 7517). Pure.</summary>
internal static class SigningKeys
{
    /// <summary>Most octets of a document; real ones have a few thousand.</summary>
    public const int MaxOctets = 1 << 20;

    /// <summary>The RSA and EC keys meant for signatures, possibly none. Symmetric keys are left out: a token signed with one proves nothing. Null when it is no JWKS.</summary>
    public static IReadOnlyList<SecurityKey>? Read(string json)
    {
        try
        {
            var set = new JsonWebKeySet(json) { SkipUnresolvedJsonWebKeys = true };
            return [.. set.GetSigningKeys().Where(key => key is RsaSecurityKey or X509SecurityKey or ECDsaSecurityKey
                || (key is JsonWebKey { Kty: JsonWebAlgorithmsKeyTypes.RSA or JsonWebAlgorithmsKeyTypes.EllipticCurve }))];
        }
        catch (Exception failure) when (failure is ArgumentException or System.Text.Json.JsonException or FormatException)
        {
            return null;
        }
    }
}
