using System.Text.Json;

namespace MailFront.Authentication.Mechanisms.OAuth;

/// <summary>Judges the claims of a token (RFC 7519 §4.1) or of an introspection answer (RFC 7662 §2.2), which have the same names. Pure.</summary>
internal static class TokenClaims
{
    /// <summary>The user whom <paramref name="claims"/> name, or why the token is not accepted.</summary>
    public static TokenOutcome Judge(JsonElement claims, TokenRules rules, DateTimeOffset now, bool needsExpiry)
    {
        if (claims.ValueKind != JsonValueKind.Object)
        {
            return TokenOutcome.Invalid("no claims");
        }

        if (!IsInTime(claims, now, needsExpiry))
        {
            return TokenOutcome.Invalid("expired, not valid yet or without expiry");
        }

        if (rules.Issuer is { } issuer && Text(claims, "iss") != issuer)
        {
            return TokenOutcome.Invalid("another issuer");
        }

        if (rules.Audience is { } audience && !Words(claims, "aud", splits: false).Contains(audience))
        {
            return TokenOutcome.Invalid("for another audience");
        }

        if (rules.Scope is { } scope && !Words(claims, "scope", splits: true).Concat(Words(claims, "scp", splits: true)).Contains(scope))
        {
            return TokenOutcome.Invalid("without the scope asked for");
        }

        return Text(claims, rules.UserClaim) is { Length: > 0 } user
            ? TokenOutcome.Valid(user)
            : TokenOutcome.Invalid("without the claim that names the user");
    }

    private static bool IsInTime(JsonElement claims, DateTimeOffset now, bool needsExpiry)
    {
        var seconds = now.ToUnixTimeSeconds();
        var skew = TokenRules.ClockSkew.TotalSeconds;
        return (Seconds(claims, "exp", out var expires) ? expires + skew > seconds : !needsExpiry && !claims.TryGetProperty("exp", out _))
            && (Seconds(claims, "nbf", out var begins) ? begins - skew <= seconds : !claims.TryGetProperty("nbf", out _));
    }

    private static bool Seconds(JsonElement claims, string name, out double seconds)
    {
        seconds = 0;
        return claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out seconds);
    }

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // A string, of words between blanks for scopes, or an array of strings.
    private static IEnumerable<string> Words(JsonElement claims, string name, bool splits)
    {
        if (!claims.TryGetProperty(name, out var value))
        {
            return [];
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => splits ? (value.GetString() ?? string.Empty).Split(' ') : [value.GetString() ?? string.Empty],
            JsonValueKind.Array => value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString() ?? string.Empty),
            _ => [],
        };
    }
}
