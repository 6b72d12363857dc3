using System.Runtime.CompilerServices;
using MailFront.Defence.Evidence;

namespace MailFront.Defence.Login;

/// <summary>
/// Thirteen bits of each of the last four passwords that were right for a user. Enough to tell the owner at a new place from a botnet, of whose guesses one in
/// two to eight thousand matches; too little to learn a password from, or to admit anybody: the checker is asked all the same.
/// </summary>
internal struct RememberedPasswords : IEvidence
{
    private const int Length = 4;
    private const int TagBits = 13;

    // Tells a tag from a free place, and one whose password has been replaced since.
    private const ushort Taken = 1 << TagBits;
    private const ushort Replaced = Taken << 1;

    private Tags _tags;
    private byte _next;
    private uint _until;

    /// <inheritdoc/>
    public ulong Key { get; set; }

    /// <inheritdoc/>
    public readonly float WeightAt(uint now) => _until > now ? _until - now : 0;

    /// <summary>Whether the password with <paramref name="hash"/> was right and is not known to be replaced.</summary>
    public readonly bool IsRight(ulong hash) => ((ReadOnlySpan<ushort>)_tags).Contains(TagOf(hash));

    /// <summary>Whether it was right at some time.</summary>
    public readonly bool WasRight(ulong hash) => IsRight(hash) || ((ReadOnlySpan<ushort>)_tags).Contains((ushort)(TagOf(hash) | Replaced));

    /// <summary>It was right now; remembered until <paramref name="until"/>.</summary>
    public void Remember(ulong hash, uint until)
    {
        _until = until;
        Span<ushort> tags = _tags;
        int old = tags.IndexOf((ushort)(TagOf(hash) | Replaced));
        if (old >= 0)
        {
            tags[old] = TagOf(hash);
        }
        else if (!IsRight(hash))
        {
            tags[_next] = TagOf(hash);
            _next = (byte)((_next + 1) % Length);
        }
    }

    /// <summary>It is wrong now: somebody has changed it.</summary>
    public void Replace(ulong hash)
    {
        Span<ushort> tags = _tags;
        int old = tags.IndexOf(TagOf(hash));
        if (old >= 0)
        {
            tags[old] |= Replaced;
        }
    }

    private static ushort TagOf(ulong hash) => (ushort)((hash >> (64 - TagBits)) | Taken);

    [InlineArray(Length)]
    private struct Tags
    {
        private ushort _first;
    }
}
