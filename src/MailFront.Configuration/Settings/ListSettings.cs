using System.Net;
using MailFront.Configuration.Lists;

namespace MailFront.Configuration.Settings;

/// <summary>Who comes in whatever happens, who does not, and what is made of bans.</summary>
public sealed record ListSettings
{
    /// <summary><c>mailfront_trusted_proxies</c>, as in <see cref="AccessSettings"/>, with its place.</summary>
    public IReadOnlyList<ListEntry> Trusted { get; init; } = [];

    /// <summary><c>mailfront_allow</c>: who is let in whatever <see cref="Deny"/> and bans say. Default nobody in particular.</summary>
    public IReadOnlyList<ListEntry> Allow { get; init; } = [];

    /// <summary><c>mailfront_deny</c>: who is reset at once, unless <see cref="Allow"/> names them. Default nobody.</summary>
    public IReadOnlyList<ListEntry> Deny { get; init; } = [];

    /// <summary><c>mailfront_allow_file</c> as it was read; null for none.</summary>
    public ListFile? AllowFile { get; init; }

    /// <summary><c>mailfront_deny_file</c> as it was read; null for none.</summary>
    public ListFile? DenyFile { get; init; }

    /// <summary><c>mailfront_ban_max</c>: most bans at once. Default 10,000.</summary>
    public int MostBans { get; init; } = 10_000;

    /// <summary><c>mailfront_ban_nft_file</c>: where bans are written for nftables; null for nowhere.</summary>
    public string? NftFile { get; init; }

    /// <summary><c>mailfront_ban_nft_command</c>: program and arguments, to which that file's name is added; empty for none.</summary>
    public IReadOnlyList<string> NftCommand { get; init; } = [];

    /// <summary><c>mailfront_dnsbl</c>: zones of DNS block lists. Default none.</summary>
    public IReadOnlyList<string> BlocklistZones { get; init; } = [];

    /// <summary><c>mailfront_dnsbl_resolver</c>: who is asked; null for the first name server of <c>/etc/resolv.conf</c>.</summary>
    public IPEndPoint? BlocklistResolver { get; init; }
}
