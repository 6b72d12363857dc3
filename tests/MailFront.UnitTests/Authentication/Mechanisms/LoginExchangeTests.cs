using System.Text;
using MailFront.Authentication.Mechanisms;

namespace MailFront.UnitTests.Authentication.Mechanisms;

public sealed class LoginExchangeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_asks_for_user_and_password_unless_the_user_comes_first(bool hasInitialResponse)
    {
        using var exchange = new LoginExchange();
        if (!hasInitialResponse)
        {
            Assert.Equal("Username:", exchange.Begin().Text());
        }

        var asked = (await exchange.SayAsync("anna")).Text();
        using var credential = (await exchange.SayAsync("secret")).Credential();

        Assert.Equal("Password:", asked);
        Assert.Equal(("LOGIN", "anna", ""), (credential.Mechanism, credential.AuthenticationId, credential.AuthorizationId));
        Assert.Equal("secret", Encoding.UTF8.GetString(credential.Password!.Bytes));
    }
}
