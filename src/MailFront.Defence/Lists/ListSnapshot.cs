using System.Collections.Frozen;
using System.Net;

namespace MailFront.Defence.Lists;

/// <summary>The lists that files name, all of one moment. Immutable; a reload and a changed file replace the whole.</summary>
public sealed class ListSnapshot
{
    /// <summary>Makes the snapshot. Users are canonical names, each with the place where it is written.</summary>
    /// <param name="trusted"><c>mailfront_trusted_proxies</c>.</param>
    /// <param name="allow"><c>mailfront_allow</c> and networks of <c>mailfront_allow_file</c>.</param>
    /// <param name="deny"><c>mailfront_deny</c> and networks of <c>mailfront_deny_file</c>.</param>
    /// <param name="allowedUsers">Users of <c>mailfront_allow_file</c>.</param>
    /// <param name="deniedUsers">Users of <c>mailfront_deny_file</c>.</param>
    public ListSnapshot(
        NetworkList? trusted = null,
        NetworkList? allow = null,
        NetworkList? deny = null,
        IReadOnlyDictionary<string, string>? allowedUsers = null,
        IReadOnlyDictionary<string, string>? deniedUsers = null)
    {
        Trusted = trusted ?? NetworkList.Empty;
        Allow = allow ?? NetworkList.Empty;
        Deny = deny ?? NetworkList.Empty;
        AllowedUsers = (allowedUsers ?? FrozenDictionary<string, string>.Empty).ToFrozenDictionary(StringComparer.Ordinal);
        DeniedUsers = (deniedUsers ?? FrozenDictionary<string, string>.Empty).ToFrozenDictionary(StringComparer.Ordinal);
        Protected = new NetworkSet([.. Trusted.Networks, .. Allow.Networks]);
    }

    /// <summary>Lists that name nobody.</summary>
    public static ListSnapshot Empty { get; } = new();

    /// <summary>Balancers: whose PROXY headers are believed.</summary>
    public NetworkList Trusted { get; }

    /// <summary>Who is let in whatever else is said of them.</summary>
    public NetworkList Allow { get; }

    /// <summary>Who is not let in.</summary>
    public NetworkList Deny { get; }

    /// <summary>Whom neither <see cref="Deny"/> nor a ban may hit: <see cref="Trusted"/> and <see cref="Allow"/>.</summary>
    public NetworkSet Protected { get; }

    /// <summary>Users who cannot be banned or denied, and where they are written.</summary>
    public FrozenDictionary<string, string> AllowedUsers { get; }

    /// <summary>Users whose logins are wrong, and where they are written.</summary>
    public FrozenDictionary<string, string> DeniedUsers { get; }

    /// <summary>
    /// What holds for <paramref name="source"/>, which a ban names or not: the protected come in, then bans, then the deny list. Nothing for clients
    /// without an address.
    /// </summary>
    public ListFinding Judge(IPAddress? source, bool isBanned)
    {
        if (!isBanned && !Deny.Addresses.Contains(source))
        {
            return ListFinding.None;
        }

        if (Protected.Contains(source))
        {
            return ListFinding.Protected;
        }

        return isBanned ? ListFinding.Banned : ListFinding.Denied;
    }

    /// <summary>What holds for logins of <paramref name="user"/>, whom a ban names or not: allow, then bans, then deny.</summary>
    public ListFinding JudgeUser(string user, bool isBanned)
    {
        if (!isBanned && !DeniedUsers.ContainsKey(user))
        {
            return ListFinding.None;
        }

        if (AllowedUsers.ContainsKey(user))
        {
            return ListFinding.Protected;
        }

        return isBanned ? ListFinding.Banned : ListFinding.Denied;
    }

    /// <summary>Where the protection of all of <paramref name="network"/> is written; null when some of it is not protected.</summary>
    public string? ProtectionOf(NetworkPrefix network) => Protected.Covers(network) ? SomeProtectionOf(network) : null;

    /// <summary>Where a protection of some of <paramref name="network"/> is written; null when none of it is protected.</summary>
    public string? SomeProtectionOf(NetworkPrefix network) =>
        Protected.Overlaps(network) ? Trusted.PlaceOf(network) ?? Allow.PlaceOf(network) : null;
}
