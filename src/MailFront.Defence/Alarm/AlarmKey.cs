using System.Numerics;

namespace MailFront.Defence.Alarm;

/// <summary>A user at a place, as keyed hashes.</summary>
/// <param name="Pair">Both together.</param>
/// <param name="Place">The place: what one customer of a provider may own, /24 of IPv4 and /48 of IPv6.</param>
/// <param name="User">The user.</param>
internal readonly record struct AlarmKey(ulong Pair, ulong Place, ulong User)
{
    private const ulong OddMultiplier = 0x9E37_79B9_7F4A_7C15;

    // Users of one place fall into four groups, so that no place counts for more than four.
    private const ulong Groups = 3;

    /// <summary>The key under which something of this <paramref name="kind"/> is counted once.</summary>
    public ulong For(uint kind) => BitOperations.RotateLeft((Place + (((User >> 32) & Groups) * 8) + kind) * OddMultiplier, 31) * OddMultiplier;
}
