using System.Runtime.CompilerServices;

namespace MailFront.Defence.Evidence;

/// <summary>The last eight distinct tags: what was counted lately is not counted again. A tag is a piece of a keyed hash.</summary>
internal struct TagRing
{
    private const int Length = 8;

    private Tags _tags;
    private byte _next;

    /// <summary>Whether <paramref name="tag"/> is among them.</summary>
    public readonly bool Has(uint tag)
    {
        ReadOnlySpan<uint> tags = _tags;
        return tags.Contains(NotFree(tag));
    }

    /// <summary>Whether one of them has the upper sixteen bits of <paramref name="tag"/>.</summary>
    public readonly bool HasUpperHalfOf(uint tag)
    {
        foreach (uint known in (ReadOnlySpan<uint>)_tags)
        {
            if (known != 0 && known >> 16 == tag >> 16)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds <paramref name="tag"/> in place of the oldest. False when it was among them.</summary>
    public bool TryAdd(uint tag)
    {
        if (Has(tag))
        {
            return false;
        }

        _tags[_next] = NotFree(tag);
        _next = (byte)((_next + 1) % Length);
        return true;
    }

    private static uint NotFree(uint tag) => tag == 0 ? 1 : tag;

    [InlineArray(Length)]
    private struct Tags
    {
        private uint _first;
    }
}
