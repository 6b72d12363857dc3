namespace MailFront.Authentication.Mechanisms.OAuth;

/// <summary>What a token must say, whoever vouches for it.</summary>
public sealed record TokenRules
{
    /// <summary>Clocks of issuer and front door may differ by so much.</summary>
    public static TimeSpan ClockSkew { get; } = TimeSpan.FromSeconds(60);

    /// <summary><c>iss</c>; null accepts any issuer whose signature or introspection endpoint vouches for the token.</summary>
    public string? Issuer { get; init; }

    /// <summary>One of <c>aud</c>; null accepts any.</summary>
    public string? Audience { get; init; }

    /// <summary>One word of <c>scope</c> (or <c>scp</c>); null asks for none.</summary>
    public string? Scope { get; init; }

    /// <summary>The claim that names the user. Default <c>email</c>, as Dovecot's <c>oauth2_username_attribute</c>.</summary>
    public string UserClaim { get; init; } = "email";
}
