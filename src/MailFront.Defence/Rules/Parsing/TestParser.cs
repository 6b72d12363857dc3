using System.Net;
using MailFront.Defence.Login;
using MailFront.Defence.Rules.Conditions;

namespace MailFront.Defence.Rules.Parsing;

/// <summary>Reads one comparison, or a word that is one by itself: a state, <c>tls</c>.</summary>
internal static class TestParser
{
    private const string Fields =
        "protocol service source state age instate attempts failures bytesin bytesout tls class score user";

    /// <summary>The test; null after the reader was told what is wrong.</summary>
    public static ICondition? Parse(TokenReader tokens)
    {
        var word = tokens.Take();
        var isCompared = tokens.Current.Kind == TokenKind.Comparison || tokens.Current.Is("in");
        if (!isCompared)
        {
            return ParseWord(tokens, word);
        }

        if (word.Kind != TokenKind.Word || !Enum.TryParse(word.Text, ignoreCase: true, out RuleField field) || !char.IsAsciiLetter(word.Text[0]))
        {
            tokens.Fail(word, $"{word.Shown} is nothing that can be compared; there are {Fields}");
            return null;
        }

        var sign = tokens.Take();
        var comparison = Comparisons.Of(sign);
        return field switch
        {
            RuleField.Age or RuleField.InState =>
                ParseNumber(tokens, field, sign, comparison, TryTicks, "a duration with its unit, such as 10s, 2m or 1h30m"),
            RuleField.BytesIn or RuleField.BytesOut => ParseNumber(tokens, field, sign, comparison, RuleValues.TrySize, "a size such as 512, 4k or 1M"),
            RuleField.Attempts or RuleField.Failures or RuleField.Score => ParseNumber(tokens, field, sign, comparison, RuleValues.TryNumber, "a whole number"),
            _ => ParseSet(tokens, field, sign, comparison),
        };
    }

    private static ICondition? ParseWord(TokenReader tokens, Token word)
    {
        if (word.Is("tls"))
        {
            return new TlsTest(IsOn: true);
        }

        if (word.Kind == TokenKind.Word && StateNames.TryFind(word.Text, out var states))
        {
            return new StateTest(states);
        }

        tokens.Fail(word, word.Kind == TokenKind.Word && Enum.TryParse<RuleField>(word.Text, ignoreCase: true, out _) && char.IsAsciiLetter(word.Text[0])
            ? $"{word.Shown} must be compared with something: = != < <= > >= or in"
            : $"{word.Shown} is no condition; expected a comparison of {Fields}, or one of {StateNames.All}");
        return null;
    }

    private delegate bool TryRead(ReadOnlySpan<char> text, out long amount);

    private static bool TryTicks(ReadOnlySpan<char> text, out long ticks)
    {
        var isDuration = RuleValues.TryDuration(text, out var duration);
        ticks = duration.Ticks;
        return isDuration;
    }

    private static NumberTest? ParseNumber(
        TokenReader tokens, RuleField field, Token sign, RuleComparison comparison, TryRead tryRead, string expected)
    {
        if (comparison == RuleComparison.In)
        {
            tokens.Fail(sign, $"in is for lists; compare {field.ToString().ToLowerInvariant()} by = != < <= > or >=");
            return null;
        }

        var word = tokens.Take();
        if (word.Kind == TokenKind.Word && tryRead(word.Text, out var amount))
        {
            return new NumberTest(field, comparison, amount);
        }

        tokens.Fail(word, $"{word.Shown} is not {expected}");
        return null;
    }

    private static ICondition? ParseSet(TokenReader tokens, RuleField field, Token sign, RuleComparison comparison)
    {
        if (comparison is not (RuleComparison.Equal or RuleComparison.NotEqual or RuleComparison.In))
        {
            tokens.Fail(sign, $"{field.ToString().ToLowerInvariant()} has no order; compare it by = != or in");
            return null;
        }

        if (ReadValues(tokens, isList: comparison == RuleComparison.In) is not { } values)
        {
            return null;
        }

        ICondition? test = field switch
        {
            RuleField.Source => Sources(tokens, values),
            RuleField.State => States(tokens, values),
            RuleField.Class => Classes(tokens, values),
            RuleField.Tls => Tls(tokens, values),
            RuleField.Protocol => Protocols(tokens, values),
            _ => new TextTest(field, [.. values.Select(value => value.Text)]),
        };
        return test is null || comparison != RuleComparison.NotEqual ? test : new Negation(test);
    }

    // One value, or several with commas between, with parentheses around them or without.
    private static List<Token>? ReadValues(TokenReader tokens, bool isList)
    {
        var values = new List<Token>();
        var hasParentheses = isList && tokens.TryTake(TokenKind.Open);
        do
        {
            var value = tokens.Take();
            if (value.Kind is not (TokenKind.Word or TokenKind.Quoted) || values.Count == RuleLimits.MaxValues)
            {
                tokens.Fail(value, values.Count == RuleLimits.MaxValues ? $"more than {RuleLimits.MaxValues} values" : $"expected a value, found {value.Shown}");
                return null;
            }

            values.Add(value);
        }
        while (isList && tokens.TryTake(TokenKind.Comma));
        return !hasParentheses || tokens.Expect(TokenKind.Close, ")") ? values : null;
    }

    private static SourceTest? Sources(TokenReader tokens, List<Token> values)
    {
        var networks = new List<IPNetwork>();
        foreach (var value in values)
        {
            if (!RuleValues.TryNetwork(value.Text, out var network))
            {
                tokens.Fail(value, $"{value.Shown} is no address and no network such as 192.0.2.0/24 or 2001:db8::/32");
                return null;
            }

            networks.Add(network);
        }

        return SourceTest.Of(networks);
    }

    private static StateTest? States(TokenReader tokens, List<Token> values)
    {
        StateSet all = default;
        foreach (var value in values)
        {
            if (!StateNames.TryFind(value.Text, out var states))
            {
                tokens.Fail(value, $"{value.Shown} is no state; there are {StateNames.All}");
                return null;
            }

            all |= states;
        }

        return new StateTest(all);
    }

    private static ClassTest? Classes(TokenReader tokens, List<Token> values)
    {
        var classes = new List<LoginClass>();
        foreach (var value in values)
        {
            if (!RuleValues.TryClass(value.Text, out var loginClass))
            {
                tokens.Fail(value, $"{value.Shown} is no class; there are verified known new suspect");
                return null;
            }

            classes.Add(loginClass);
        }

        return ClassTest.Of(classes);
    }

    private static TlsTest? Tls(TokenReader tokens, List<Token> values)
    {
        var value = values[0];
        if (values.Count > 1 || !(value.Is("yes") || value.Is("on") || value.Is("no") || value.Is("off")))
        {
            tokens.Fail(value, $"{value.Shown} is not yes or no");
            return null;
        }

        return new TlsTest(IsOn: value.Is("yes") || value.Is("on"));
    }

    private static TextTest? Protocols(TokenReader tokens, List<Token> values)
    {
        foreach (var value in values)
        {
            if (!value.Is("imap") && !value.Is("pop3"))
            {
                tokens.Fail(value, $"{value.Shown} is no protocol; there are imap pop3");
                return null;
            }
        }

        return new TextTest(RuleField.Protocol, [.. values.Select(value => value.Text.ToLowerInvariant())]);
    }
}
