using MailFront.Configuration.Values;

namespace MailFront.UnitTests.Configuration.Values;

public class DurationValueTests
{
    [Theory]
    [InlineData("32", 32 * 60)]
    [InlineData("0", 0)]
    [InlineData("32m", 32 * 60)]
    [InlineData("90s", 90)]
    [InlineData("1h30m", 5400)]
    [InlineData("1d2h3m4s", 93784)]
    [InlineData("1h30", 3600 + (30 * 60))]
    [InlineData("1m1m", 120)]
    [InlineData("-1", -60)]
    [InlineData("-1h30m", -5400)]
    public void Numbers_with_units_add_up_and_a_bare_number_counts_in_the_options_unit(string text, int seconds)
    {
        Assert.True(DurationValue.TryParse(text, DurationUnit.Minutes, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData((int)DurationUnit.Seconds, 5)]
    [InlineData((int)DurationUnit.Minutes, 300)]
    [InlineData((int)DurationUnit.Hours, 18_000)]
    [InlineData((int)DurationUnit.Days, 432_000)]
    public void Each_unit_counts(int unit, int seconds)
    {
        Assert.True(DurationValue.TryParse("5", (DurationUnit)unit, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("m")]
    [InlineData("1hm")]
    [InlineData("1 h")]
    [InlineData("1H")]
    [InlineData("1w")]
    [InlineData("1h-30m")]
    [InlineData("--1")]
    [InlineData("1.5h")]
    [InlineData("99999999999999999999999d")]
    [InlineData("40000d")]
    public void What_is_no_duration_is_refused(string text)
    {
        Assert.False(DurationValue.TryParse(text, DurationUnit.Seconds, out _));
    }
}
