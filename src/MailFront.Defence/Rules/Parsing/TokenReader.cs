using System.Diagnostics.CodeAnalysis;

namespace MailFront.Defence.Rules.Parsing;

/// <summary>The pieces of one rule, read one after the other, and the first thing that was wrong.</summary>
internal sealed class TokenReader
{
    private readonly List<Token> _tokens;
    private int _at;

    private TokenReader(List<Token> tokens) => _tokens = tokens;

    /// <summary>The piece that comes next.</summary>
    public Token Current => _tokens[_at];

    /// <summary>What was wrong first.</summary>
    public RuleError Error { get; private set; }

    /// <summary>Whether something was wrong.</summary>
    public bool HasFailed => Error.Column > 0;

    /// <summary>Begins with <paramref name="text"/>; false when it is too long or no text.</summary>
    public static bool TryOpen(string text, [NotNullWhen(true)] out TokenReader? reader, out RuleError error)
    {
        reader = null;
        error = default;
        if (text.Length > RuleLimits.MaxLength)
        {
            error = new RuleError(RuleLimits.MaxLength + 1, $"longer than {RuleLimits.MaxLength} characters");
            return false;
        }

        // A rule is shown in logs and on terminals as it was written.
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsControl(text[at]) && text[at] != '\t')
            {
                error = new RuleError(at + 1, "a control character");
                return false;
            }
        }

        reader = new TokenReader(Tokenizer.Cut(text));
        return true;
    }

    /// <summary>Takes the next piece; at the end, the end again and again.</summary>
    public Token Take()
    {
        var token = Current;
        _at = Math.Min(_at + 1, _tokens.Count - 1);
        return token;
    }

    /// <summary>Takes the next piece if it is of <paramref name="kind"/>.</summary>
    public bool TryTake(TokenKind kind)
    {
        var isTaken = Current.Kind == kind;
        if (isTaken)
        {
            Take();
        }

        return isTaken;
    }

    /// <summary>Takes the next piece if it is this word of the language.</summary>
    public bool TryTakeWord(string word)
    {
        var isTaken = Current.Is(word);
        if (isTaken)
        {
            Take();
        }

        return isTaken;
    }

    /// <summary>Takes the next piece, which must be of <paramref name="kind"/>.</summary>
    public bool Expect(TokenKind kind, string expected)
    {
        if (TryTake(kind))
        {
            return true;
        }

        Fail(Current, $"expected {expected}, found {Current.Shown}");
        return false;
    }

    /// <summary>Tells what is wrong at <paramref name="token"/>; the first one counts.</summary>
    public void Fail(Token token, string message)
    {
        if (!HasFailed)
        {
            Error = new RuleError(token.Column, message);
        }
    }
}
