using System.Net;
using MailFront.Defence.Lists;

namespace MailFront.Defence;

/// <summary>Limits of the process as a whole that the engine applies.</summary>
public sealed record DefenceOptions
{
    private ListSnapshot _lists = ListSnapshot.Empty;

    /// <summary>Whether verdicts are carried out (<c>mailfront_defence</c>). Default enforce.</summary>
    public DefenceMode Mode { get; init; }

    /// <summary>Most connections (<c>mailfront_max_connections</c>, resolved from the descriptor limit when 0 was written).</summary>
    public required int MaxConnections { get; init; }

    /// <summary>Most connections that are not logged in (<c>mailfront_max_prelogin</c>, half of the former when 0 was written).</summary>
    public required int MaxPreLoginConnections { get; init; }

    /// <summary>Who is let in or kept out.</summary>
    public ListSnapshot Lists => _lists;

    /// <summary>Whose PROXY headers are believed (<c>mailfront_trusted_proxies</c>); neither a ban nor <see cref="Deny"/> hits them.</summary>
    public IReadOnlyList<IPNetwork> Trusted
    {
        get => _lists.Trusted.ToNetworks();
        init => _lists = new ListSnapshot(NetworkList.Of(value), _lists.Allow, _lists.Deny, _lists.AllowedUsers, _lists.DeniedUsers);
    }

    /// <summary>Networks that are always let in (<c>mailfront_allow</c>); they win over <see cref="Deny"/> and bans.</summary>
    public IReadOnlyList<IPNetwork> Allow
    {
        get => _lists.Allow.ToNetworks();
        init => _lists = new ListSnapshot(_lists.Trusted, NetworkList.Of(value), _lists.Deny, _lists.AllowedUsers, _lists.DeniedUsers);
    }

    /// <summary>Networks that are never let in (<c>mailfront_deny</c>).</summary>
    public IReadOnlyList<IPNetwork> Deny
    {
        get => _lists.Deny.ToNetworks();
        init => _lists = new ListSnapshot(_lists.Trusted, _lists.Allow, NetworkList.Of(value), _lists.AllowedUsers, _lists.DeniedUsers);
    }

    /// <summary>The same options with other lists.</summary>
    public DefenceOptions With(ListSnapshot lists)
    {
        var copy = this with { };
        copy._lists = lists;
        return copy;
    }
}
