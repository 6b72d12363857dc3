using MailFront.Serving;

namespace MailFront.UnitTests.Host;

public sealed class DrainCutTests
{
    [Theory]
    [InlineData(0, 30, 30, 0)]
    [InlineData(100, 30, 30, 1)]
    [InlineData(20_000, 30, 30, 15)]
    [InlineData(20_000, 120, 30, 30)]
    [InlineData(20_000, 30, 0, 0)]
    [InlineData(1_000_000_000, 30, 30, 15)]
    public void Sessions_are_ended_over_the_last_part_of_a_drain(int sessions, int bound, int spread, int lead)
    {
        Assert.Equal(TimeSpan.FromSeconds(lead), DrainCut.Lead(sessions, TimeSpan.FromSeconds(bound), TimeSpan.FromSeconds(spread)));
    }
}
