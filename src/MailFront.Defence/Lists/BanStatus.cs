namespace MailFront.Defence.Lists;

/// <summary>What became of a wish to ban.</summary>
public enum BanStatus
{
    /// <summary>In force.</summary>
    Banned,

    /// <summary>A trusted proxy, the allow list or its file protects all of it.</summary>
    Protected,

    /// <summary>Wider than <see cref="BanLimits.WidestV4"/> or <see cref="BanLimits.WidestV6"/>.</summary>
    TooWide,

    /// <summary>Not between <see cref="BanLimits.Shortest"/> and <see cref="BanLimits.Longest"/>.</summary>
    BadDuration,
}
