using MailFront.Protocol.Ldap;

namespace MailFront.Configuration.Settings;

/// <summary>The LDAP servers and how users are looked up there. Texts are those of the file, checked.</summary>
public sealed record LdapSettings
{
    /// <summary><c>mailfront_ldap_uri</c>: one URI or more with blanks between.</summary>
    public required string Uris { get; init; }

    /// <summary><c>mailfront_ldap_starttls</c>.</summary>
    public bool StartTls { get; init; }

    /// <summary><c>mailfront_ldap_tls_verify</c>.</summary>
    public bool VerifyCertificate { get; init; } = true;

    /// <summary><c>mailfront_ldap_ca_file</c>; null for the system's roots.</summary>
    public string? CaFile { get; init; }

    /// <summary><c>mailfront_ldap_bind_dn</c>; null when the entry is searched.</summary>
    public string? BindDn { get; init; }

    /// <summary><c>mailfront_ldap_base</c>; null when there is a <see cref="BindDn"/>.</summary>
    public string? Base { get; init; }

    /// <summary><c>mailfront_ldap_filter</c>.</summary>
    public string Filter { get; init; } = "(uid=%u)";

    /// <summary><c>mailfront_ldap_scope</c>.</summary>
    public LdapScope Scope { get; init; } = LdapScope.WholeSubtree;

    /// <summary><c>mailfront_ldap_search_dn</c>; null for an anonymous search.</summary>
    public string? SearchDn { get; init; }

    /// <summary>Its password, from the file or its own.</summary>
    public HiddenText? SearchPassword { get; init; }
}
