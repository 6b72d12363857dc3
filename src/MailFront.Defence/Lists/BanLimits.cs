namespace MailFront.Defence.Lists;

/// <summary>What a ban may be. Whoever means more writes it into <c>mailfront_deny</c> or <c>mailfront_deny_file</c>, where it can be seen and reviewed.</summary>
public static class BanLimits
{
    /// <summary>Longest ban: a month. Addresses change hands; what is older than that is somebody else.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>Shortest ban: less is over before anybody has looked.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Widest IPv4 network, in bits: the largest that was ever given to one owner. A slip of the keyboard makes /0 to /7.</summary>
    public const int WidestV4 = 8;

    /// <summary>Widest IPv6 network, in bits: registries give providers /19 to /32.</summary>
    public const int WidestV6 = 16;

    /// <summary>Bans kept unless told otherwise (<c>mailfront_ban_max</c>).</summary>
    public const int DefaultMost = 10_000;

    /// <summary>Whether <paramref name="network"/> is wider than a ban may be.</summary>
    public static bool IsTooWide(NetworkPrefix network) => network.Length < (network.IsV4 ? WidestV4 : WidestV6);
}
