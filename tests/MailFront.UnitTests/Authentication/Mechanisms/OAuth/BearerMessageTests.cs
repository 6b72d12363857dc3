using System.Text;
using MailFront.Authentication.Mechanisms.OAuth;

namespace MailFront.UnitTests.Authentication.Mechanisms.OAuth;

public sealed class BearerMessageTests
{
    [Theory]
    [InlineData("n,a=user@example.com,\u0001host=server.example.com\u0001port=143\u0001auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\u0001\u0001", "user@example.com", "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==")]
    [InlineData("n,,\u0001auth=bearer abc\u0001\u0001", "", "abc")]
    [InlineData("y,a=an=2Cna,\u0001auth=Bearer a.b-c_d~e+f/g=\u0001\u0001", "an,na", "a.b-c_d~e+f/g=")]
    public void OAuthBearer_gives_user_and_token(string message, string user, string token)
    {
        Assert.True(BearerMessage.TryParseOAuthBearer(Encoding.UTF8.GetBytes(message), out var parsed));
        Assert.Equal((user, token), (parsed.User, parsed.Token));
        Assert.DoesNotContain(token, $"{parsed}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u0001")]
    [InlineData("n,,\u0001\u0001")]
    [InlineData("n,a=user\u0001auth=Bearer abc\u0001\u0001")]
    [InlineData("p=tls,,\u0001auth=Bearer abc\u0001\u0001")]
    [InlineData("n,,\u0001auth=Basic abc\u0001\u0001")]
    [InlineData("n,,\u0001auth=Bearer \u0001\u0001")]
    [InlineData("n,,\u0001auth=Bearer a b\u0001\u0001")]
    [InlineData("n,,\u0001auth=Bearer abc\u0001")]
    [InlineData("n,,\u0001auth=Bearer abc\u0001auth=Bearer def\u0001\u0001")]
    public void What_is_no_message_is_not_read(string message)
    {
        Assert.False(BearerMessage.TryParseOAuthBearer(Encoding.UTF8.GetBytes(message), out _));
    }

    [Fact]
    public void XOAuth2_gives_user_and_token()
    {
        Assert.True(BearerMessage.TryParseXOAuth2("user=someuser@example.com\u0001auth=Bearer ya29.vF9\u0001\u0001"u8, out var parsed));
        Assert.Equal(("someuser@example.com", "ya29.vF9"), (parsed.User, parsed.Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("user=\u0001auth=Bearer abc\u0001\u0001")]
    [InlineData("user=anna")]
    [InlineData("anna\u0001auth=Bearer abc\u0001\u0001")]
    [InlineData("user=anna\u0001\u0001")]
    public void What_is_no_xoauth2_message_is_not_read(string message)
    {
        Assert.False(BearerMessage.TryParseXOAuth2(Encoding.UTF8.GetBytes(message), out _));
    }

    [Fact]
    public void A_token_of_16_KiB_is_taken_and_a_longer_one_is_not()
    {
        string Message(int length) => $"n,,\u0001auth=Bearer {new string('x', length)}\u0001\u0001";

        Assert.True(BearerMessage.TryParseOAuthBearer(Encoding.UTF8.GetBytes(Message(BearerMessage.MaxTokenLength)), out _));
        Assert.False(BearerMessage.TryParseOAuthBearer(Encoding.UTF8.GetBytes(Message(BearerMessage.MaxTokenLength + 1)), out _));
    }
}
