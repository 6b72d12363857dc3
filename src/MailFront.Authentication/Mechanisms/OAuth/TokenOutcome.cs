namespace MailFront.Authentication.Mechanisms.OAuth;

/// <summary>A verifier's answer about an access token.</summary>
/// <param name="Status">What was decided.</param>
/// <param name="User">Whose token it is, as the issuer writes it; set when valid.</param>
/// <param name="Detail">Why it is not, in words for the log, without any part of the token.</param>
public readonly record struct TokenOutcome(TokenStatus Status, string User, string? Detail)
{
    internal static TokenOutcome Valid(string user) => new(TokenStatus.Valid, user, null);

    internal static TokenOutcome Invalid(string detail) => new(TokenStatus.Invalid, string.Empty, detail);

    internal static TokenOutcome Unavailable(string detail) => new(TokenStatus.Unavailable, string.Empty, detail);
}
