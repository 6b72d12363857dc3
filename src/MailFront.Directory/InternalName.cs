using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MailFront.Directory;

/// <summary>
/// Internal mailbox names as Cyrus and MUPDATE know them: <c>[domain!]user.local[.box…]</c>, <c>.</c> between levels,
/// <c>^</c> for a dot inside a level (cyrus mboxname.c).
/// </summary>
public static class InternalName
{
    /// <summary>Longest name, in UTF-8 bytes (cyrus mailbox.h: MAX_MAILBOX_BUFFER, with its NUL).</summary>
    public const int MaxBytes = 1023;

    private const string UserPrefix = "user.";
    private const string ExternalUserPrefix = "user/";
    private const string DeletedPrefix = "DELETED.";
    private const char DomainMark = '!';

    /// <summary>Internal name of a user's INBOX; false when no mailbox can have this name (empty, too long, control characters, <c>!</c>).</summary>
    /// <param name="user">The user as canonicalised at login.</param>
    /// <param name="options">Domains.</param>
    /// <param name="name">The name, as <c>user.jo^smith</c> or <c>example.org!user.jo</c>.</param>
    public static bool TryOfInbox(string user, InternalNameOptions options, [NotNullWhen(true)] out string? name)
    {
        name = null;
        var local = user;
        var domain = string.Empty;
        if (options.VirtualDomains && user.LastIndexOf('@') is var at and >= 0)
        {
            local = user[..at];
            domain = user[(at + 1)..].ToLowerInvariant();
            if (string.Equals(domain, options.DefaultDomain, StringComparison.OrdinalIgnoreCase))
            {
                domain = string.Empty;
            }
            else if (domain.Length == 0)
            {
                return false;
            }
        }

        if (local.Length == 0 || user.Contains(DomainMark, StringComparison.Ordinal))
        {
            return false;
        }

        var box = UserPrefix + local.Replace('.', '^');
        var candidate = domain.Length == 0 ? box : $"{domain}{DomainMark}{box}";
        if (!IsValid(candidate))
        {
            return false;
        }

        name = candidate;
        return true;
    }

    /// <summary>The user whose INBOX this is; false for any other mailbox.</summary>
    public static bool TryUserOfInbox(string name, [NotNullWhen(true)] out string? user)
    {
        user = null;
        var mark = name.IndexOf(DomainMark, StringComparison.Ordinal);
        var box = name.AsSpan(mark + 1);
        if (!box.StartsWith(UserPrefix, StringComparison.Ordinal))
        {
            return false;
        }

        var local = box[UserPrefix.Length..];
        if (local.IsEmpty || local.Contains('.'))
        {
            return false;
        }

        var dotted = local.ToString().Replace('^', '.');
        user = mark < 0 ? dotted : $"{dotted}@{name[..mark]}";
        return true;
    }

    /// <summary>What an administrator typed, as an internal name; false when it cannot be one.</summary>
    public static bool TryFromArgument(string text, NameKind kind, InternalNameOptions options, [NotNullWhen(true)] out string? name)
    {
        name = null;
        if (text.StartsWith(ExternalUserPrefix, StringComparison.Ordinal) && kind != NameKind.User)
        {
            return TryFromExternal(text[ExternalUserPrefix.Length..], options, out name);
        }

        if (kind == NameKind.Mailbox || (kind == NameKind.Guess && LooksLikeMailbox(text)))
        {
            name = IsValid(text) ? text : null;
            return name is not null;
        }

        return TryOfInbox(options.LowerCaseUsers ? text.ToLowerInvariant() : text, options, out name);
    }

    /// <summary>True when the directory can hold the name: 1 to <see cref="MaxBytes"/> bytes, no control characters, no empty level, one <c>!</c> at most.</summary>
    public static bool IsValid(string name)
    {
        if (name.Length is 0 or > MaxBytes || HasEmptyLevel(name))
        {
            return false;
        }

        var marks = 0;
        var bytes = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            // U+FFFD stands for a broken surrogate here; U+10FFFF is the upper end of prefix scans.
            if (Rune.IsControl(rune) || rune.Value is 0xFFFD or 0x10FFFF)
            {
                return false;
            }

            marks += rune.Value == DomainMark ? 1 : 0;
            bytes += rune.Utf8SequenceLength;
        }

        return bytes <= MaxBytes && marks <= 1 && name[0] != DomainMark;
    }

    /// <summary>Order of exports and of MUPDATE: by UTF-8 bytes, which differs from UTF-16 order above U+FFFF.</summary>
    public static int Compare(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            var (a, b) = (left[i], right[i]);
            if (a != b)
            {
                return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a) ? 1 : -1;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static bool HasEmptyLevel(string name)
    {
        var levels = name.AsSpan(name.IndexOf(DomainMark, StringComparison.Ordinal) + 1);
        return levels.IsEmpty || levels[0] == '.' || levels[^1] == '.' || levels.Contains("..", StringComparison.Ordinal);
    }

    private static bool LooksLikeMailbox(string text) =>
        text.StartsWith(UserPrefix, StringComparison.Ordinal)
        || text.StartsWith(DeletedPrefix, StringComparison.Ordinal)
        || text.Contains(DomainMark, StringComparison.Ordinal);

    // The form administrators see with unixhierarchysep: user/jo.smith/Sent@example.org.
    private static bool TryFromExternal(string rest, InternalNameOptions options, [NotNullWhen(true)] out string? name)
    {
        var domain = string.Empty;
        if (options.VirtualDomains && rest.LastIndexOf('@') is var at and >= 0)
        {
            domain = rest[(at + 1)..].ToLowerInvariant();
            rest = rest[..at];
            domain = string.Equals(domain, options.DefaultDomain, StringComparison.OrdinalIgnoreCase) ? string.Empty : domain + DomainMark;
        }

        name = domain + UserPrefix + rest.Replace('.', '^').Replace('/', '.');
        if (rest.Length == 0 || !IsValid(name))
        {
            name = null;
        }

        return name is not null;
    }
}
