using MailFront.Transport;

namespace MailFront.UnitTests.Transport;

public sealed class DescriptorLimitTests
{
    [Theory]
    [InlineData(20_000, 9_872)]
    [InlineData(256, 0)]
    [InlineData(100, 0)]
    [InlineData(long.MaxValue, int.MaxValue)]
    public void A_session_takes_two_of_the_descriptors_that_are_not_reserved(long soft, int capacity)
    {
        Assert.Equal(capacity, new DescriptorLimit(soft, soft).SessionCapacity);
    }

    [Theory]
    [InlineData(1_000, 951, true)]
    [InlineData(1_000, 952, false)]
    [InlineData(16, 8, false)]
    public void Clients_never_get_the_last_descriptors(long soft, long descriptor, bool mayLend)
    {
        Assert.Equal(mayLend, new DescriptorLimit(soft, soft).MayLend(descriptor));
    }

    [Fact]
    public void The_soft_limit_is_raised_to_the_hard_one()
    {
        var limit = DescriptorLimit.Raise();

        Assert.Equal(limit.Hard, limit.Soft);
        Assert.Contains($" {limit.Soft} ", File.ReadLines("/proc/self/limits").Single(line => line.StartsWith("Max open files", StringComparison.Ordinal)) + " ", StringComparison.Ordinal);
    }
}
