using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MailFront.Directory;

/// <summary>Access lists as Cyrus stores them: <c>id TAB rights TAB</c>, repeated.</summary>
public static class AclText
{
    /// <summary>Longest list, in characters; Cyrus reads dump lines into 16384 bytes.</summary>
    public const int MaxLength = 16_384;

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

        var tabs = text.Contains('\t', StringComparison.Ordinal);
        var parts = tabs
            ? text.TrimEnd('\t').Split('\t')
            : text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (text.Length == 0 || parts.Length == 0)
        {
            acl = string.Empty;
            return true;
        }

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
}
