using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace MailFront.Backends.Capabilities;

/// <summary>
/// What one server offers: IMAP capability atoms (RFC 3501 §7.2.1) or POP3 CAPA lines (RFC 2449 §5), in the order it named them.
/// Printable ASCII only, bounded, compared without case.
/// </summary>
public sealed class CapabilitySet
{
    /// <summary>Most capabilities kept of one server. Cyrus 3.6 names 47, Dovecot 2.3 42.</summary>
    public const int MaxNames = 256;

    /// <summary>Longest capability kept, in bytes; a longer one is left out.</summary>
    public const int MaxNameLength = 255;

    /// <summary>Nothing offered.</summary>
    public static readonly CapabilitySet Empty = new([]);

    // A site's backends say the same few things at every login: each is taken apart once. Beyond, sets are made anew each time.
    private const int MaxRemembered = 256;

    private static readonly ConcurrentDictionary<string, CapabilitySet> _remembered = new(StringComparer.Ordinal);

    private readonly FrozenSet<string> _lookup;
    private string? _text;

    private CapabilitySet(string[] names)
    {
        Names = names;
        _lookup = names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The names in the server's order, each once.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Makes a set of the given names; what is not printable ASCII, too long or too many is left out.</summary>
    public static CapabilitySet Of(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var kept = names
            .Where(name => name.Length is > 0 and <= MaxNameLength && name.All(c => c is >= ' ' and <= '~'))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(MaxNames)
            .ToArray();
        return kept.Length == 0 ? Empty : new CapabilitySet(kept);
    }

    /// <summary>Makes a set of the atoms of an IMAP CAPABILITY response, split at spaces.</summary>
    public static CapabilitySet OfAtoms(string atoms)
    {
        ArgumentNullException.ThrowIfNull(atoms);
        return Recall(atoms, static atoms => Of(atoms.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <summary>Makes a set of the lines of a POP3 CAPA response.</summary>
    public static CapabilitySet OfLines(IEnumerable<string> lines) =>
        Recall(string.Join('\n', lines), static lines => Of(lines.Split('\n')));

    /// <summary>True when the whole name or line is offered, without case.</summary>
    public bool Has(string name) => _lookup.Contains(name);

    /// <summary>True when a POP3 line offers <paramref name="argument"/> under <paramref name="keyword"/>, as <c>SASL PLAIN LOGIN</c> does for PLAIN.</summary>
    public bool HasArgument(string keyword, string argument)
    {
        foreach (var line in Names)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is [var first, .. var rest]
                && first.Equals(keyword, StringComparison.OrdinalIgnoreCase)
                && rest.Contains(argument, StringComparer.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What both offer, in the order of this set.</summary>
    public CapabilitySet Intersect(CapabilitySet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Of(Names.Where(other.Has));
    }

    /// <summary>What either offers, this set's names first.</summary>
    public CapabilitySet Union(CapabilitySet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Of(Names.Concat(other.Names));
    }

    /// <summary>True when both name the same, in any order.</summary>
    public bool SameAs(CapabilitySet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ReferenceEquals(this, other) || _lookup.SetEquals(other._lookup);
    }

    /// <summary>The names with spaces between them, as in an IMAP CAPABILITY response.</summary>
    public override string ToString() => _text ??= string.Join(' ', Names);

    private static CapabilitySet Recall(string text, Func<string, CapabilitySet> make)
    {
        if (_remembered.TryGetValue(text, out var known))
        {
            return known;
        }

        var made = make(text);
        if (_remembered.Count < MaxRemembered)
        {
            _remembered.TryAdd(text, made);
        }

        return made;
    }
}
