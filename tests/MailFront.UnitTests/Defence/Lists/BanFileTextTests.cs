using MailFront.Defence.Lists;

namespace MailFront.UnitTests.Defence.Lists;

public sealed class BanFileTextTests
{
    private static readonly TimeSpan _wall = TimeSpan.FromSeconds(1_795_521_600);

    [Fact]
    public void What_was_written_is_read_with_what_is_left_of_it()
    {
        Ban[] bans =
        [
            new(Listed.Target("192.0.2.7"), TimeSpan.FromSeconds(160), TimeSpan.FromSeconds(3600), "tries all users"),
            new(Listed.Target("2001:db8::/32"), TimeSpan.FromSeconds(1000), TimeSpan.FromSeconds(900), string.Empty),
            new(BanTarget.OfUser("jo@example.org"), TimeSpan.FromSeconds(700), TimeSpan.FromSeconds(600), "phished"),
        ];
        var text = BanFileText.Write(bans, TimeSpan.FromSeconds(100), _wall);

        var read = BanFileText.Read(text, TimeSpan.FromSeconds(7), _wall + TimeSpan.FromSeconds(10), out var skipped);

        Assert.Equal(0, skipped);
        Assert.Equal(bans.Select(ban => ban with { Until = ban.Until - TimeSpan.FromSeconds(100 + 10 - 7) }), read);
    }

    [Fact]
    public void What_ended_while_the_server_was_down_is_over()
    {
        var text = BanFileText.Write([BanOf(60)], TimeSpan.Zero, _wall);

        Assert.Empty(BanFileText.Read(text, TimeSpan.Zero, _wall + TimeSpan.FromSeconds(60), out _));
    }

    [Fact]
    public void A_clock_that_was_set_back_makes_no_ban_longer_than_it_was()
    {
        var text = BanFileText.Write([BanOf(60)], TimeSpan.Zero, _wall);

        var ban = Assert.Single(BanFileText.Read(text, TimeSpan.Zero, _wall - TimeSpan.FromDays(20_000), out _));

        Assert.Equal(TimeSpan.FromSeconds(60), ban.Until);
    }

    [Fact]
    public void A_forged_duration_is_cut_to_the_longest_ban()
    {
        var ban = Assert.Single(BanFileText.Read("99999999999\t2000000000\t192.0.2.7\t\n", TimeSpan.Zero, _wall, out _));

        Assert.Equal(BanLimits.Longest, ban.Until);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("1795521600\t60\t192.0.2.7")]
    [InlineData("-5\t60\t192.0.2.7\t")]
    [InlineData("1795521600\t0\t192.0.2.7\t")]
    [InlineData("1795521600\t60\t0.0.0.0/0\t")]
    [InlineData("1795521600\t60\tuser:\t")]
    [InlineData("1795521600\t60\tjo\t")]
    [InlineData("99999999999999999999\t60\t192.0.2.7\t")]
    public void A_line_that_is_none_is_skipped_alone(string line)
    {
        var good = BanFileText.Write([BanOf(60)], TimeSpan.Zero, _wall);

        Assert.Single(BanFileText.Read($"{line}\n{good}", TimeSpan.Zero, _wall, out var skipped));
        Assert.Equal(1, skipped);
    }

    [Fact]
    public void Any_piece_of_a_file_can_be_read()
    {
        var text = BanFileText.Write([BanOf(60), BanOf(90) with { Target = BanTarget.OfUser("jo") }], TimeSpan.Zero, _wall);
        for (var length = 0; length < text.Length; length++)
        {
            Assert.InRange(BanFileText.Read(text[..length], TimeSpan.Zero, _wall, out var skipped).Count + skipped, 0, 2);
        }
    }

    private static Ban BanOf(int seconds) => new(Listed.Target("192.0.2.7"), TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds), string.Empty);
}
