using MailFront.Defence.Rules.Conditions;

namespace MailFront.Defence.Rules.Parsing;

/// <summary>Reads conditions: <c>or</c> binds least, then <c>and</c>, then <c>not</c>; parentheses group.</summary>
internal sealed class ConditionParser(TokenReader tokens)
{
    private int _tests;

    /// <summary>The condition; null after the reader was told what is wrong.</summary>
    public ICondition? Parse() => ParseOr(depth: 0);

    private ICondition? ParseOr(int depth)
    {
        var parts = ParseParts("or", ParseAnd, depth);
        return parts is null or [_] ? parts?[0] : new AnyOf(parts);
    }

    private ICondition? ParseAnd(int depth)
    {
        var parts = ParseParts("and", ParseOne, depth);
        return parts is null or [_] ? parts?[0] : new AllOf(parts);
    }

    private ICondition[]? ParseParts(string between, Func<int, ICondition?> parse, int depth)
    {
        var parts = new List<ICondition>();
        do
        {
            if (parse(depth) is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }
        while (tokens.TryTakeWord(between));
        return [.. parts];
    }

    private ICondition? ParseOne(int depth)
    {
        var token = tokens.Current;
        if (depth > RuleLimits.MaxDepth)
        {
            tokens.Fail(token, $"more than {RuleLimits.MaxDepth} levels");
            return null;
        }

        if (tokens.TryTakeWord("not"))
        {
            return ParseOne(depth + 1) is { } inner ? new Negation(inner) : null;
        }

        if (tokens.TryTake(TokenKind.Open))
        {
            return ParseOr(depth + 1) is { } inner && tokens.Expect(TokenKind.Close, ")") ? inner : null;
        }

        if (++_tests > RuleLimits.MaxTests)
        {
            tokens.Fail(token, $"more than {RuleLimits.MaxTests} comparisons");
            return null;
        }

        return TestParser.Parse(tokens);
    }
}
