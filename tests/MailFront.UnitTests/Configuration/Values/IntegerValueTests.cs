using MailFront.Configuration.Values;

namespace MailFront.UnitTests.Configuration.Values;

public class IntegerValueTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("42", 42)]
    [InlineData("-7", -7)]
    [InlineData("+7", 7)]
    [InlineData("0x10", 16)]
    [InlineData("0XfF", 255)]
    [InlineData("-0x10", -16)]
    [InlineData("010", 8)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("-2147483648", int.MinValue)]
    public void Bases_are_told_by_their_prefix(string text, int expected)
    {
        Assert.True(IntegerValue.TryParse(text, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("--1")]
    [InlineData("0x")]
    [InlineData("08")]
    [InlineData("12abc")]
    [InlineData("1.5")]
    [InlineData("2147483648")]
    [InlineData("0xffffffffffffffff")]
    [InlineData("99999999999999999999")]
    [InlineData("0777777777777777777777777")]
    public void What_is_no_number_is_refused(string text)
    {
        Assert.False(IntegerValue.TryParse(text, out _));
    }
}
