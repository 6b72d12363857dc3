namespace MailFront.Configuration.Settings;

/// <summary>The policy server that is asked before the checkers (weakforced, or another for Dovecot's auth policy).</summary>
/// <param name="Url"><c>mailfront_policy_url</c>.</param>
/// <param name="Nonce"><c>mailfront_policy_nonce</c>: mixed into the hash of passwords, the same on all frontends.</param>
public sealed record PolicySettings(string Url, HiddenText Nonce)
{
    /// <summary><c>mailfront_policy_header</c>: <c>Name: value</c>, or the value of X-API-Key; null for none.</summary>
    public HiddenText? Header { get; init; }

    /// <summary><c>mailfront_policy_hash_truncate</c>: bits of the hash that are told; 0 for all. Default 12, as Dovecot.</summary>
    public int HashBits { get; init; } = 12;

    /// <summary><c>mailfront_policy_reject_on_fail</c>: whether a login without advice gets a temporary failure. Default no, as Dovecot.</summary>
    public bool RejectsOnFailure { get; init; }

    /// <summary><c>mailfront_policy_log_only</c>: whether advice is only logged. Default no.</summary>
    public bool OnlyLogs { get; init; }

    /// <summary><c>mailfront_policy_check_verified</c>: whether logins with a password that was right a moment ago wait for advice too. Default no.</summary>
    public bool ChecksVerified { get; init; }
}
