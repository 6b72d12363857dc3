namespace MailFront.Configuration.Values;

/// <summary>Words between blanks: string lists and bit fields.</summary>
internal static class WordList
{
    private static readonly char[] _blanks = [' ', '\t', '\r', '\n', '\v', '\f'];

    /// <summary>The words, in order; empty for a blank text.</summary>
    public static string[] Split(string text) => text.Split(_blanks, StringSplitOptions.RemoveEmptyEntries);
}
