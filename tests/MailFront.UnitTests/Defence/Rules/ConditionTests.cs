using System.Net;
using MailFront.Defence;
using MailFront.Defence.Login;
using MailFront.Defence.Rules;

namespace MailFront.UnitTests.Defence.Rules;

public sealed class ConditionTests
{
    private const int Seed = 4711;

    private static readonly ConnectionRow _row = new()
    {
        Id = "fe-1",
        Service = "imaps",
        Protocol = "imap",
        Source = IPAddress.Parse("::ffff:192.0.2.7"),
        State = ConnectionState.Parked,
        Age = TimeSpan.FromSeconds(10),
        InState = TimeSpan.FromSeconds(3),
        Attempts = 2,
        Failures = 1,
        BytesIn = 4096,
        BytesOut = 100,
        IsSecure = true,
        Class = LoginClass.Suspect,
        Score = 40,
        User = "Jo",
    };

    [Theory]
    [InlineData("protocol = imap", true)]
    [InlineData("protocol != IMAP", false)]
    [InlineData("protocol in imap, pop3", true)]
    [InlineData("service = IMAPS", true)]
    [InlineData("service in (imap, pop3)", false)]
    [InlineData("source = 192.0.2.7", true)]
    [InlineData("source != 192.0.2.7", false)]
    [InlineData("source in 192.0.2.0/24", true)]
    [InlineData("source in 192.0.2.9/24", true)]
    [InlineData("source in 192.0.3.0/24", false)]
    [InlineData("source in (2001:db8::/32, 192.0.0.0/16)", true)]
    [InlineData("source in ::ffff:192.0.2.0/120", true)]
    [InlineData("state = parked", true)]
    [InlineData("state != parked", false)]
    [InlineData("state = preauth", true)]
    [InlineData("state in (dialogue, loggedin)", false)]
    [InlineData("parked", true)]
    [InlineData("preauth", true)]
    [InlineData("prelogin", true)]
    [InlineData("loggedin", false)]
    [InlineData("authenticated", false)]
    [InlineData("not relaying", true)]
    [InlineData("age = 10s", true)]
    [InlineData("age != 10s", false)]
    [InlineData("age < 10s", false)]
    [InlineData("age <= 10s", true)]
    [InlineData("age > 9s999ms", true)]
    [InlineData("age >= 10s", true)]
    [InlineData("age > 10s", false)]
    [InlineData("age < 1h30m", true)]
    [InlineData("age > 0", true)]
    [InlineData("instate > 2s", true)]
    [InlineData("attempts = 2", true)]
    [InlineData("failures >= 1", true)]
    [InlineData("failures > 1", false)]
    [InlineData("bytesin = 4k", true)]
    [InlineData("bytesin < 1M", true)]
    [InlineData("bytesout <= 100", true)]
    [InlineData("tls", true)]
    [InlineData("not tls", false)]
    [InlineData("tls = no", false)]
    [InlineData("tls != off", true)]
    [InlineData("class = suspect", true)]
    [InlineData("class != suspect", false)]
    [InlineData("class in (known, new)", false)]
    [InlineData("score >= 32", true)]
    [InlineData("user = Jo", true)]
    [InlineData("user = jo", false)]
    [InlineData("user in (\"Jo\", max)", true)]
    [InlineData("preauth and failures >= 1 and age > 10s", false)]
    [InlineData("preauth and failures >= 1 or age > 10s", true)]
    [InlineData("loggedin and tls or parked", true)]
    [InlineData("loggedin and (tls or parked)", false)]
    [InlineData("not loggedin and tls", true)]
    [InlineData("not (preauth and tls)", false)]
    [InlineData("not not tls", true)]
    public void A_comparison_says_what_it_says(string text, bool expected) => Assert.Equal(expected, Condition(text).Matches(_row));

    [Theory]
    [InlineData("user = jo", false)]
    [InlineData("user != jo", true)]
    [InlineData("class = suspect", false)]
    [InlineData("class != suspect", true)]
    [InlineData("source in 0.0.0.0/0", false)]
    [InlineData("source != 192.0.2.1", true)]
    public void What_is_not_known_equals_nothing(string text, bool expected) =>
        Assert.Equal(expected, Condition(text).Matches(_row with { User = null, Class = null, Source = null }));

    [Fact]
    public void A_random_formula_is_worth_what_its_parts_say()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 2000; round++)
        {
            var (text, expected) = Formula(random, depth: 4);

            Assert.True(Condition(text).Matches(_row) == expected, $"seed {Seed}: {text} is not {expected}");
        }
    }

    [Fact]
    public void A_condition_is_true_only_in_the_states_it_names_beforehand()
    {
        var random = new Random(Seed);
        for (var round = 0; round < 500; round++)
        {
            var condition = Condition(Formula(random, depth: 3).Text);
            foreach (var state in Enum.GetValues<ConnectionState>())
            {
                var matches = condition.Matches(_row with { State = state });

                Assert.True(!matches || condition.States.Contains(state), $"seed {Seed}: {condition.Text} in {state}");
            }
        }
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        var condition = Condition("preauth and (source in (10.0.0.0/8, 2001:db8::/32) or user in (a, b) or class = known or service = x) or age > 1m");
        condition.Matches(_row);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
        {
            condition.Matches(_row);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static (string Text, bool Value) Formula(Random random, int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
        {
            (string, bool)[] known = [("tls", true), ("loggedin", false), ("parked", true), ("age > 10s", false), ("failures = 1", true), ("not preauth", false)];
            return known[random.Next(known.Length)];
        }

        var (left, leftValue) = Formula(random, depth - 1);
        var (right, rightValue) = Formula(random, depth - 1);
        return random.Next(3) switch
        {
            0 => ($"({left}) and ({right})", leftValue && rightValue),
            1 => ($"({left}) or ({right})", leftValue || rightValue),
            _ => ($"not ({left})", !leftValue),
        };
    }

    private static Condition Condition(string text)
    {
        Assert.True(RuleParser.TryParseCondition(text, out var condition, out var error), $"{text}: {error}");
        return condition;
    }
}
