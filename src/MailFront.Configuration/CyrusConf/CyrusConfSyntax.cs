namespace MailFront.Configuration.CyrusConf;

/// <summary>Letters and limits of cyrus.conf (cyrus master/masterconf.c).</summary>
internal static class CyrusConfSyntax
{
    /// <summary>Longest line, in octets without its end: Cyrus reads with a buffer of 4096 and would split a longer one in two.</summary>
    public const int MaxLineOctets = 4094;

    /// <summary>Most arguments of an entry (<c>MAXARGS</c>).</summary>
    public const int MaxPairs = 64;

    /// <summary>Sections Cyrus knows.</summary>
    public static readonly IReadOnlyList<string> Sections = ["START", "SERVICES", "EVENTS", "DAEMON"];

    /// <summary><c>isspace</c> of the C locale.</summary>
    public static bool IsBlank(char letter) => letter is ' ' or (>= '\t' and <= '\r');

    /// <summary><c>isalnum</c> of the C locale.</summary>
    public static bool IsNameLetter(char letter) => char.IsAsciiLetterOrDigit(letter);

    /// <summary>How many letters of a name start <paramref name="text"/>.</summary>
    public static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && IsNameLetter(text[length]))
        {
            length++;
        }

        return length;
    }

    /// <summary>A character for a message, control characters by number.</summary>
    public static string Show(char letter) => char.IsControl(letter) ? $"\\x{(int)letter:x2}" : letter.ToString();
}
