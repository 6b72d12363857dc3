using MailFront.Configuration.Values;

namespace MailFront.UnitTests.Configuration.Values;

public class ByteSizeValueTests
{
    [Theory]
    [InlineData("131072", 131_072)]
    [InlineData("128K", 131_072)]
    [InlineData("128k", 131_072)]
    [InlineData("128Ki", 131_072)]
    [InlineData("128KiB", 131_072)]
    [InlineData("128KIB", 131_072)]
    [InlineData("128kb", 131_072)]
    [InlineData("128 KB", 131_072)]
    [InlineData("4M", 4 * 1_048_576)]
    [InlineData("4 MiB", 4 * 1_048_576)]
    [InlineData("1G", 1_073_741_824)]
    [InlineData("1gib", 1_073_741_824)]
    [InlineData("64B", 64)]
    [InlineData("64 b", 64)]
    [InlineData("-1", -1)]
    [InlineData("0", 0)]
    public void Units_are_powers_of_1024_in_any_case(string text, long expected)
    {
        Assert.True(ByteSizeValue.TryParse(text, bareUnit: 1, out var size));
        Assert.Equal(expected, size);
    }

    [Fact]
    public void A_bare_number_counts_in_the_options_old_unit()
    {
        Assert.True(ByteSizeValue.TryParse("32", bareUnit: 1024, out var size));

        Assert.Equal(32 * 1024, size);
    }

    [Theory]
    [InlineData("")]
    [InlineData("K")]
    [InlineData("1T")]
    [InlineData("1iB")]
    [InlineData("1KK")]
    [InlineData("1Bi")]
    [InlineData("1K B")]
    [InlineData("1.5M")]
    [InlineData("1-2")]
    [InlineData("9999999999999G")]
    [InlineData("99999999999999999999")]
    public void What_is_no_size_is_refused(string text)
    {
        Assert.False(ByteSizeValue.TryParse(text, bareUnit: 1, out _));
    }
}
