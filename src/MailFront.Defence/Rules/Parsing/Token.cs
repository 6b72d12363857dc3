namespace MailFront.Defence.Rules.Parsing;

/// <summary>A piece of a rule.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, quotes taken off.</param>
/// <param name="Column">Where it begins, from 1.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Column)
{
    // An error is one line, whatever was written.
    private const int MostShown = 40;

    /// <summary>As an error names it.</summary>
    public string Shown => Kind == TokenKind.End ? "the end" : Text.Length > MostShown ? $"'{Text[..MostShown]}…'" : $"'{Text}'";

    /// <summary>Whether it is this word of the language, in any case.</summary>
    public bool Is(string word) => Kind == TokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
