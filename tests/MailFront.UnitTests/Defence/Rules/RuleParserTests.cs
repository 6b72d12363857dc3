using MailFront.Defence;
using MailFront.Defence.Login;
using MailFront.Defence.Rules;

namespace MailFront.UnitTests.Defence.Rules;

public sealed class RuleParserTests
{
    private const int Seed = 20_261_124;

    [Theory]
    [InlineData("preauth and failures >= 1 and age > 10s => close", "preauth and failures >= 1 and age > 10s", "close", RuleMode.Enforce)]
    [InlineData("parked=>log observe", "parked", "log", RuleMode.Observe)]
    [InlineData("source in 192.0.2.0/24 => delay 1500ms enforce", "source in 192.0.2.0/24", "delay 1500ms", RuleMode.Enforce)]
    [InlineData("NOT TLS => CLASS Suspect", "NOT TLS", "class suspect", RuleMode.Enforce)]
    public void A_rule_is_a_condition_an_action_and_perhaps_a_mode(string text, string condition, string action, RuleMode mode)
    {
        var rule = Parse(text);

        Assert.Equal(condition, rule.Condition.Text);
        Assert.Equal(action, rule.Action.ToString());
        Assert.Equal(mode, rule.Mode);
    }

    [Theory]
    [InlineData("preauth => close now", 18, "'now' stands behind the action")]
    [InlineData("preauth", 8, "expected => and an action, found the end")]
    [InlineData("preauth =>", 11, "the end is no action")]
    [InlineData("preauth => kill", 12, "'kill' is no action")]
    [InlineData("=> close", 1, "'=>' is no condition")]
    [InlineData("age => close", 1, "'age' must be compared")]
    [InlineData("age > 10 => close", 7, "'10' is not a duration with its unit")]
    [InlineData("age > 10y => close", 7, "'10y' is not a duration")]
    [InlineData("age > 99999999999999999999s => close", 7, "is not a duration")]
    [InlineData("age in 10s => close", 5, "in is for lists")]
    [InlineData("bytesin < 4x => close", 11, "'4x' is not a size")]
    [InlineData("failures = -1 => close", 12, "'-1' is not a whole number")]
    [InlineData("colour = red => close", 1, "'colour' is nothing that can be compared")]
    [InlineData("3 = 3 => close", 1, "'3' is nothing that can be compared")]
    [InlineData("user < joe => close", 6, "user has no order")]
    [InlineData("state = drunk => close", 9, "'drunk' is no state")]
    [InlineData("class = bad => close", 9, "'bad' is no class")]
    [InlineData("class = 1 => close", 9, "'1' is no class")]
    [InlineData("protocol = smtp => close", 12, "'smtp' is no protocol")]
    [InlineData("tls = maybe => close", 7, "'maybe' is not yes or no")]
    [InlineData("source = 10 => close", 10, "'10' is no address")]
    [InlineData("source in 10.0.0.0/33 => close", 11, "is no address")]
    [InlineData("source in (10.0.0.1, => close", 22, "expected a value")]
    [InlineData("(preauth => close", 10, "expected ), found '=>'")]
    [InlineData("preauth and => close", 13, "'=>' is no condition")]
    [InlineData("preauth parked => close", 9, "expected => and an action")]
    [InlineData("user = \"jo => close", 8, "expected a value")]
    [InlineData("preauth ! parked => close", 9, "expected => and an action, found '!'")]
    [InlineData("user = \"a\nb\" => close", 10, "a control character")]
    [InlineData("preauth => delay", 17, "the end is no delay")]
    [InlineData("preauth => delay 31s", 18, "'31s' is no delay")]
    [InlineData("preauth => class verified", 18, "'verified' is no class a rule can give")]
    [InlineData("parked => class suspect", 8, "never true when a login gets its class")]
    [InlineData("loggedin => delay 1s", 10, "never true when a failed login is answered")]
    public void What_is_no_rule_is_told_with_its_column(string text, int column, string message)
    {
        Assert.False(RuleParser.TryParse("test", text, out _, out var error));

        Assert.Equal(column, error.Column);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("with space")]
    [InlineData("a234567890123456789012345678901234")]
    public void A_name_has_small_letters_digits_and_two_marks(string name) => Assert.False(RuleParser.TryParse(name, "preauth => log", out _, out _));

    [Fact]
    public void Length_depth_comparisons_and_values_are_bounded()
    {
        Assert.Contains("longer than", Error(new string(' ', RuleLimits.MaxLength) + "tls"), StringComparison.Ordinal);
        Assert.Contains("levels", Error(new string('(', RuleLimits.MaxDepth + 1) + "tls" + new string(')', RuleLimits.MaxDepth + 1)), StringComparison.Ordinal);
        Assert.Contains("levels", Error(string.Concat(Enumerable.Repeat("not ", RuleLimits.MaxDepth + 1)) + "tls"), StringComparison.Ordinal);
        Assert.Contains("comparisons", Error(string.Join(" and ", Enumerable.Repeat("tls", RuleLimits.MaxTests + 1))), StringComparison.Ordinal);
        Assert.Contains("values", Error("user in " + string.Join(',', Enumerable.Repeat("x", RuleLimits.MaxValues + 1))), StringComparison.Ordinal);
        Assert.True(RuleParser.TryParseCondition(new string('(', RuleLimits.MaxDepth) + "tls" + new string(')', RuleLimits.MaxDepth), out _, out _));
    }

    [Fact]
    public void Every_beginning_of_a_rule_is_answered_with_a_place_in_it()
    {
        const string Whole = "not (preauth and source in (192.0.2.0/24, \"::1\")) or age >= 1h30m and user != jo => class suspect observe";
        Assert.True(RuleParser.TryParse("whole", Whole, out _, out _));

        for (var length = 0; length < Whole.Length; length++)
        {
            var isRule = RuleParser.TryParse("part", Whole[..length], out _, out var error);

            Assert.True(isRule || error.Column is > 0 && error.Column <= length + 1, $"{Whole[..length]}: {error}");
        }
    }

    [Fact]
    public void Garbage_is_refused_or_read_but_never_thrown_about()
    {
        string[] pieces = ["preauth", "and", "or", "not", "(", ")", "=", "!=", "=>", "<", ">=", "in", ",", "age", "10s", "4k", "\"", "\"jo\"", "user", "source", "::1", "close", "delay", "observe", "\0", "ä", "\ud800", "  ", "18446744073709551616", "/"];
        var random = new Random(Seed);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));

            var isRule = RuleParser.TryParse("garbage", text, out var rule, out var error);
            rule?.Condition.Matches(default);

            Assert.True(isRule ? rule!.Text.Contains(" => ", StringComparison.Ordinal) : error.Column is > 0 && error.Message.Length is > 0 and < 400, $"seed {Seed}: {text}");
        }
    }

    [Fact]
    public void What_a_rule_says_of_itself_is_the_same_rule_again()
    {
        var rule = Parse("  ( preauth or tls = no ) and class in (new, suspect) => delay 2s ");

        var again = Parse(rule.Text);

        Assert.True(rule.IsSameAs(again));
        Assert.Equal(new RuleAction(RuleActionKind.Delay, TimeSpan.FromSeconds(2)), again.Action);
    }

    [Fact]
    public void The_states_a_condition_can_be_true_in_are_known_before_it_is_asked()
    {
        Assert.Equal(StateSet.PreLogin, Condition("preauth and failures > 0").States);
        Assert.Equal(StateSet.Of(ConnectionState.Parked) | StateSet.Of(ConnectionState.Relaying), Condition("parked or loggedin").States);
        Assert.Equal(~StateSet.PreLogin, Condition("not preauth").States);
        Assert.Equal(StateSet.All, Condition("not (preauth and tls)").States);
        Assert.True(Condition("parked and loggedin").States.IsEmpty);
    }

    [Fact]
    public void A_class_can_be_given()
    {
        Assert.Equal(new RuleAction(RuleActionKind.Class, Class: LoginClass.New), Parse("user = jo => class new").Action);
    }

    private static Rule Parse(string text)
    {
        Assert.True(RuleParser.TryParse("test", text, out var rule, out var error), error.ToString());
        return rule;
    }

    private static Condition Condition(string text)
    {
        Assert.True(RuleParser.TryParseCondition(text, out var condition, out var error), error.ToString());
        return condition;
    }

    private static string Error(string text)
    {
        Assert.False(RuleParser.TryParseCondition(text, out _, out var error));
        return error.Message;
    }
}
