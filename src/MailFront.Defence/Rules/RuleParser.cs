using System.Diagnostics.CodeAnalysis;
using MailFront.Defence.Login;
using MailFront.Defence.Rules.Parsing;

namespace MailFront.Defence.Rules;

/// <summary>
/// Reads <c>condition => action [observe|enforce]</c>, and conditions alone. Actions: <c>close</c>, <c>delay DURATION</c>, <c>class known|new|suspect</c>,
/// <c>log</c>. Bounded by <see cref="RuleLimits"/>; never throws for what is written.
/// </summary>
public static class RuleParser
{
    /// <summary>Reads a whole rule; <paramref name="error"/> says why not.</summary>
    public static bool TryParse(string name, string text, [NotNullWhen(true)] out Rule? rule, out RuleError error)
    {
        rule = null;
        if (!Rule.IsName(name))
        {
            error = new RuleError(1, $"a rule's name has small letters, digits, - and _, at most {RuleLimits.MaxNameLength}");
            return false;
        }

        if (!TokenReader.TryOpen(text, out var tokens, out error))
        {
            return false;
        }

        var root = new ConditionParser(tokens).Parse();
        var end = tokens.Current;
        if (root is not null && tokens.Expect(TokenKind.Arrow, "=> and an action") && ReadAction(tokens) is { } action && ReadMode(tokens) is { } mode
            && tokens.Expect(TokenKind.End, "the end of the rule"))
        {
            var condition = new Condition(text[..(end.Column - 1)].Trim(), root);
            if ((condition.States & action.AskedIn).IsEmpty)
            {
                tokens.Fail(end, $"the condition is never true when {(action.Kind == RuleActionKind.Class ? "a login gets its class" : "a failed login is answered")}");
            }
            else
            {
                rule = new Rule(name, condition, action, mode);
            }
        }

        error = tokens.Error;
        return rule is not null;
    }

    /// <summary>Reads a condition alone; <paramref name="error"/> says why not.</summary>
    public static bool TryParseCondition(string text, [NotNullWhen(true)] out Condition? condition, out RuleError error)
    {
        condition = null;
        if (!TokenReader.TryOpen(text, out var tokens, out error))
        {
            return false;
        }

        if (new ConditionParser(tokens).Parse() is { } root && tokens.Expect(TokenKind.End, "and, or, or the end of the condition"))
        {
            condition = new Condition(text.Trim(), root);
        }

        error = tokens.Error;
        return condition is not null;
    }

    private static RuleAction? ReadAction(TokenReader tokens)
    {
        var word = tokens.Current;
        if (tokens.TryTakeWord("close"))
        {
            return new RuleAction(RuleActionKind.Close);
        }

        if (tokens.TryTakeWord("log"))
        {
            return new RuleAction(RuleActionKind.Log);
        }

        if (tokens.TryTakeWord("delay"))
        {
            return ReadDelay(tokens);
        }

        if (tokens.TryTakeWord("class"))
        {
            return ReadClass(tokens);
        }

        tokens.Fail(word, $"{word.Shown} is no action; expected close, delay DURATION, class known|new|suspect, or log");
        return null;
    }

    private static RuleAction? ReadDelay(TokenReader tokens)
    {
        var word = tokens.Take();
        if (RuleValues.TryDuration(word.Text, out var delay) && delay > TimeSpan.Zero && delay <= RuleLimits.MaxDelay)
        {
            return new RuleAction(RuleActionKind.Delay, delay);
        }

        tokens.Fail(word, $"{word.Shown} is no delay; expected up to {RuleLimits.MaxDelay.TotalSeconds} s, such as 5s or 500ms");
        return null;
    }

    private static RuleAction? ReadClass(TokenReader tokens)
    {
        var word = tokens.Take();
        if (RuleValues.TryClass(word.Text, out var loginClass) && loginClass != LoginClass.Verified)
        {
            return new RuleAction(RuleActionKind.Class, Class: loginClass);
        }

        tokens.Fail(word, $"{word.Shown} is no class a rule can give; expected known, new or suspect");
        return null;
    }

    private static RuleMode? ReadMode(TokenReader tokens)
    {
        var word = tokens.Current;
        if (word.Kind == TokenKind.End || tokens.TryTakeWord("enforce"))
        {
            return RuleMode.Enforce;
        }

        if (tokens.TryTakeWord("observe"))
        {
            return RuleMode.Observe;
        }

        tokens.Fail(word, $"{word.Shown} stands behind the action; expected observe, enforce or nothing");
        return null;
    }
}
