using MailFront.Configuration.Values;

namespace MailFront.UnitTests.Configuration.Values;

public class SwitchValueTests
{
    [Theory]
    [InlineData("1", true)]
    [InlineData("yes", true)]
    [InlineData("y", true)]
    [InlineData("on", true)]
    [InlineData("t", true)]
    [InlineData("true", true)]
    [InlineData("0", false)]
    [InlineData("n", false)]
    [InlineData("no", false)]
    [InlineData("off", false)]
    [InlineData("of", false)]
    [InlineData("f", false)]
    [InlineData("false", false)]
    [InlineData("nonsense", false)]
    public void First_letters_decide(string text, bool expected)
    {
        Assert.True(SwitchValue.TryParse(text, out var isOn));
        Assert.Equal(expected, isOn);
    }

    [Theory]
    [InlineData("")]
    [InlineData("o")]
    [InlineData("Yes")]
    [InlineData("ON")]
    [InlineData("2")]
    [InlineData("enabled")]
    public void Anything_else_is_refused(string text)
    {
        Assert.False(SwitchValue.TryParse(text, out _));
    }
}
