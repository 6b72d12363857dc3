using MailFront.Protocol;
using MailFront.Protocol.Ldap;

namespace MailFront.Authentication.Checkers.Ldap;

/// <summary>How the entry of a user is found.</summary>
public sealed record LdapEntrySearch
{
    /// <summary>Where the search begins; may hold <c>%d</c> and the like.</summary>
    public required LdapTemplate Base { get; init; }

    /// <summary>What the entry must be like.</summary>
    public required LdapFilter Filter { get; init; }

    /// <summary>How far the search goes.</summary>
    public LdapScope Scope { get; init; } = LdapScope.WholeSubtree;

    /// <summary>Who searches; null for anonymous.</summary>
    public string? SearchDn { get; init; }

    /// <summary>Password of <see cref="SearchDn"/>.</summary>
    public Secret? SearchPassword { get; init; }
}
