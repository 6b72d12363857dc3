using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MailFront.Directory;

/// <summary>Access lists as Cyrus stores them: <c>id TAB rights TAB</c>, repeated.</summary>
public static class AclText
{
    /// <summary>Longest list, in characters; Cyrus reads dump lines into 16384 bytes.</summary>
    public const int MaxLength = 16_384;

    private static SearchValues<char> Rights { get; } =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    /// <summary>
    /// Reads pairs of identifier and rights, separated by tabs, or by blanks when there is no tab (as typed in a shell).
    /// False for an odd count, unknown rights, or control characters. An empty text is an empty list.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out string? acl)
    {
        acl = null;
        if (text.Length > MaxLength)
        {
            return false;
        }

        if (IsCanonical(text))
        {
            acl = text;
            return true;
        }

        var tabs = text.Contains('\t', StringComparison.Ordinal);
        var parts = tabs
            ? text.TrimEnd('\t').Split('\t')
            : text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        // "id TAB TAB" is an identifier without rights; trimming took its empty rights away.
        if (parts.Length % 2 != 0 && !(tabs && text.EndsWith("\t\t", StringComparison.Ordinal)))
        {
            return false;
        }

        var list = new StringBuilder(text.Length + 1);
        for (var i = 0; i < parts.Length; i += 2)
        {
            var rights = i + 1 < parts.Length ? parts[i + 1] : string.Empty;
            if (parts[i].Length == 0 || parts[i].Any(char.IsControl) || !rights.All(char.IsAsciiLetterOrDigit))
            {
                return false;
            }

            list.Append(parts[i]).Append('\t').Append(rights).Append('\t');
        }

        acl = list.ToString();
        return true;
    }

    // As Cyrus writes it, which is nearly always: nothing to build.
    private static bool IsCanonical(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var id = text.IndexOf('\t');
            var rights = id < 1 ? -1 : text[(id + 1)..].IndexOf('\t');
            if (rights < 0 || text[..id].ContainsAnyInRange('\u0000', '\u001F') || text[..id].ContainsAnyInRange('\u007F', '\u009F')
                || text.Slice(id + 1, rights).ContainsAnyExcept(Rights))
            {
                return false;
            }

            text = text[(id + rights + 2)..];
        }

        return true;
    }
}
