using MailFront.Authentication.Web;

namespace MailFront.Authentication.Policy;

/// <summary>Where the policy server is and what it is told.</summary>
public sealed record PolicyServerOptions
{
    /// <summary>The service; <c>?command=…</c> is added, or <c>command=…</c> behind an <c>&amp;</c> at the end, as Dovecot does.</summary>
    public required string Url { get; init; }

    /// <summary>Header with the API key, or null.</summary>
    public SecretHeader? Header { get; init; }

    /// <summary>What all frontends of the site mix into the hash of passwords.</summary>
    public required string Nonce { get; init; }

    /// <summary>Bits of the hash that are told; 0: all. Default 12, as Dovecot.</summary>
    public int HashBits { get; init; } = 12;

    /// <summary>Whether a login without advice is not let in. Default false, as Dovecot.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether advice is only logged. Default false.</summary>
    public bool OnlyLogs { get; init; }

    /// <summary>Whether credentials from the verifier cache are asked about. Default false.</summary>
    public bool AsksAboutVerified { get; init; }

    /// <summary>For one request. Default 2 s, as Dovecot.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(2);
}
