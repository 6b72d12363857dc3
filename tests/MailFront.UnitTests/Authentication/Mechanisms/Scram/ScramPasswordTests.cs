using System.Text;
using MailFront.Authentication.Mechanisms.Scram;

namespace MailFront.UnitTests.Authentication.Mechanisms.Scram;

public sealed class ScramPasswordTests
{
    [Theory]
    [InlineData("pencil", "pencil")]
    [InlineData("I\u00ADX", "IX")]
    [InlineData("a\u00A0b\u3000c", "a b c")]
    [InlineData("a\u200Bb\uFEFF", "ab")]
    [InlineData("p\u00e4ss", "p\u00e4ss")]
    public void Spaces_and_invisible_characters_are_mapped(string password, string prepared)
    {
        Assert.Equal(prepared, Encoding.UTF8.GetString(ScramPassword.Prepare(Encoding.UTF8.GetBytes(password))));
    }

    [Fact]
    public void What_is_no_utf8_stays_as_it_is()
    {
        byte[] octets = [0x61, 0xff, 0x62];

        Assert.Equal(octets, ScramPassword.Prepare(octets).ToArray());
    }
}
