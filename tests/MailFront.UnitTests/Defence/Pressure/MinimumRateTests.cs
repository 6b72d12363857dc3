using MailFront.Defence.Pressure;

namespace MailFront.UnitTests.Defence.Pressure;

public sealed class MinimumRateTests
{
    [Theory]
    [InlineData(0, 5)]
    [InlineData(500, 6)]
    [InlineData(4096, 13.192)]
    public void A_budget_is_its_grace_and_the_size_at_500_bytes_a_second(int bytes, double seconds)
    {
        Assert.Equal(seconds, MinimumRate.BudgetOf(bytes, MinimumRate.Grace).TotalSeconds, 0.001);
    }

    [Fact]
    public void A_phone_on_64_kbit_sends_the_largest_literal_in_a_tenth_of_its_time()
    {
        const double LineBytesPerSecond = 8000;
        const int Largest = 4096;

        Assert.True(10 * Largest / LineBytesPerSecond < MinimumRate.BudgetOf(Largest, MinimumRate.Grace).TotalSeconds);
    }
}
