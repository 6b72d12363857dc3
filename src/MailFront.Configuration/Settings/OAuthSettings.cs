namespace MailFront.Configuration.Settings;

/// <summary>Which access tokens are accepted: by the keys of a file, or by asking their issuer. One of the two is set.</summary>
public sealed record OAuthSettings
{
    /// <summary><c>mailfront_oauth_jwks_file</c>; null when the issuer is asked.</summary>
    public string? JwksFile { get; init; }

    /// <summary><c>mailfront_oauth_introspection_url</c>; null when tokens are verified by keys.</summary>
    public Uri? IntrospectionUrl { get; init; }

    /// <summary><c>mailfront_oauth_client_id</c>; null for none.</summary>
    public string? ClientId { get; init; }

    /// <summary><c>mailfront_oauth_client_secret</c> or the content of <c>mailfront_oauth_client_secret_file</c>; null for none.</summary>
    public HiddenText? ClientSecret { get; init; }

    /// <summary><c>mailfront_oauth_issuer</c>; null for any.</summary>
    public string? Issuer { get; init; }

    /// <summary><c>mailfront_oauth_audience</c>; null for any.</summary>
    public string? Audience { get; init; }

    /// <summary><c>mailfront_oauth_scope</c>; null for any.</summary>
    public string? Scope { get; init; }

    /// <summary><c>mailfront_oauth_user_claim</c>. Default <c>email</c>.</summary>
    public required string UserClaim { get; init; }

    /// <summary><c>mailfront_oauth_deadline</c>: for an answer of the issuer. Default 5 s.</summary>
    public TimeSpan Deadline { get; init; }
}
