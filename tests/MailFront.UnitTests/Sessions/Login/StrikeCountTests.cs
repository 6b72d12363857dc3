using MailFront.Sessions.Login;

namespace MailFront.UnitTests.Sessions.Login;

public sealed class StrikeCountTests
{
    [Fact]
    public void Who_never_spoke_our_protocol_has_three_lines()
    {
        var strikes = new StrikeCount();

        Assert.Equal([false, false, true], Strikes(strikes, 3));
    }

    [Fact]
    public void Who_spoke_it_once_has_ten_in_a_row()
    {
        var strikes = new StrikeCount();
        strikes.Strike();
        strikes.Forgive();

        Assert.Equal([.. Enumerable.Repeat(false, 9), true], Strikes(strikes, 10));
    }

    [Fact]
    public void A_command_in_between_begins_the_count_anew()
    {
        var strikes = new StrikeCount();
        strikes.Forgive();
        Strikes(strikes, 9);
        strikes.Forgive();

        Assert.DoesNotContain(true, Strikes(strikes, 9));
    }

    [Fact]
    public void Only_the_first_line_is_the_first()
    {
        var struck = new StrikeCount();
        var forgiven = new StrikeCount();
        Assert.True(struck.IsFirstLine);

        struck.Strike();
        forgiven.Forgive();

        Assert.False(struck.IsFirstLine);
        Assert.False(forgiven.IsFirstLine);
    }

    private static bool[] Strikes(StrikeCount strikes, int count)
    {
        var results = new bool[count];
        for (var i = 0; i < count; i++)
        {
            results[i] = strikes.Strike();
        }

        return results;
    }
}
