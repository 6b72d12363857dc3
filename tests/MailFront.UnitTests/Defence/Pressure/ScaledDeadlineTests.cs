using MailFront.Defence.Pressure;

namespace MailFront.UnitTests.Defence.Pressure;

public sealed class ScaledDeadlineTests
{
    [Theory]
    [InlineData(0, 20)]
    [InlineData(0.5, 20)]
    [InlineData(0.725, 11.5)]
    [InlineData(0.95, 3)]
    [InlineData(1, 3)]
    public void A_deadline_shrinks_on_a_straight_line_between_start_and_saturation(float pressure, double seconds)
    {
        var scaled = ScaledDeadline.Of(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(3), pressure, start: 0.5f);

        Assert.Equal(seconds, scaled.TotalSeconds, 0.01);
    }

    [Fact]
    public void A_deadline_below_its_floor_is_kept()
    {
        Assert.Equal(TimeSpan.FromSeconds(1), ScaledDeadline.Of(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), 1, start: 0.5f));
    }

    [Theory]
    [InlineData(0.95)]
    [InlineData(1)]
    public void With_a_start_at_saturation_or_above_nothing_shrinks(float start)
    {
        Assert.Equal(TimeSpan.FromSeconds(20), ScaledDeadline.Of(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(3), 1, start));
    }

    [Fact]
    public void More_pressure_never_lengthens_a_deadline()
    {
        var last = TimeSpan.MaxValue;
        for (var pressure = 0f; pressure <= 1; pressure += 0.01f)
        {
            var now = ScaledDeadline.Of(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(15), pressure, start: 0.5f);
            Assert.True(now <= last);
            last = now;
        }
    }
}
