using System.Buffers;

namespace MailFront.Defence.Rules.Parsing;

/// <summary>Cuts a rule into its pieces.</summary>
internal static class Tokenizer
{
    private static readonly SearchValues<char> _wordEnds = SearchValues.Create(" \t()=!<>,\"");

    /// <summary>All pieces; the last is the end.</summary>
    public static List<Token> Cut(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        Token token;
        do
        {
            token = Next(text, ref at);
            tokens.Add(token);
        }
        while (token.Kind != TokenKind.End);
        return tokens;
    }

    private static Token Next(string text, ref int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }

        if (at == text.Length)
        {
            return new Token(TokenKind.End, string.Empty, at + 1);
        }

        return text[at] switch
        {
            '(' => Take(text, ref at, 1, TokenKind.Open),
            ')' => Take(text, ref at, 1, TokenKind.Close),
            ',' => Take(text, ref at, 1, TokenKind.Comma),
            '"' => TakeQuoted(text, ref at),
            '=' => At(text, at + 1) == '>' ? Take(text, ref at, 2, TokenKind.Arrow) : Take(text, ref at, 1, TokenKind.Comparison),
            '!' => At(text, at + 1) == '=' ? Take(text, ref at, 2, TokenKind.Comparison) : Take(text, ref at, 1, TokenKind.Stranger),
            '<' or '>' => Take(text, ref at, At(text, at + 1) == '=' ? 2 : 1, TokenKind.Comparison),
            _ => TakeWord(text, ref at),
        };
    }

    private static char At(string text, int place) => place < text.Length ? text[place] : '\0';

    private static Token Take(string text, ref int at, int length, TokenKind kind)
    {
        var token = new Token(kind, text.Substring(at, length), at + 1);
        at += length;
        return token;
    }

    private static Token TakeWord(string text, ref int at)
    {
        var end = text.AsSpan(at).IndexOfAny(_wordEnds);
        return Take(text, ref at, end < 0 ? text.Length - at : end, TokenKind.Word);
    }

    // No escapes: a user name with a quote is none that anybody writes rules about.
    private static Token TakeQuoted(string text, ref int at)
    {
        var begin = at;
        var end = text.IndexOf('"', begin + 1);
        if (end < 0)
        {
            return Take(text, ref at, text.Length - begin, TokenKind.Stranger);
        }

        at = end + 1;
        return new Token(TokenKind.Quoted, text[(begin + 1)..end], begin + 1);
    }
}
