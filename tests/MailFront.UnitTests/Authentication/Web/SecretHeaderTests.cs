using MailFront.Authentication.Web;

namespace MailFront.UnitTests.Authentication.Web;

public sealed class SecretHeaderTests
{
    [Theory]
    [InlineData("X-Key: secret", null, "X-Key", "secret")]
    [InlineData("Authorization: Basic YTpi", "X-API-Key", "Authorization", "Basic YTpi")]
    [InlineData("secret", "X-API-Key", "X-API-Key", "secret")]
    public void A_header_has_a_name_or_gets_one(string text, string? defaultName, string name, string value)
    {
        Assert.True(SecretHeader.TryParse(text, defaultName, out SecretHeader? header));
        Assert.Equal((name, value), (header.Name, header.Value));
        Assert.DoesNotContain("secret", $"{header}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secret", null)]
    [InlineData(": secret", "X")]
    [InlineData("X Y: secret", null)]
    [InlineData("X:", null)]
    [InlineData("X: a\r\nY: b", null)]
    public void What_is_no_header_is_refused(string text, string? defaultName)
    {
        Assert.False(SecretHeader.TryParse(text, defaultName, out _));
    }
}
