using System.Text;
using MailFront.Authentication.Mechanisms;

namespace MailFront.UnitTests.Authentication.Mechanisms;

public sealed class PlainExchangeTests
{
    [Fact]
    public async Task Both_names_and_the_password_are_read()
    {
        using var exchange = new PlainExchange();

        using var credential = (await exchange.SayAsync("boss\0anna\0pass\u00e9")).Credential();

        Assert.Equal(("PLAIN", "anna", "boss", CredentialProof.Password), (credential.Mechanism, credential.AuthenticationId, credential.AuthorizationId, credential.Proof));
        Assert.Equal("pass\u00e9", Encoding.UTF8.GetString(credential.Password!.Bytes));
    }

    [Fact]
    public void Without_an_initial_response_the_challenge_is_empty()
    {
        Assert.Equal(string.Empty, new PlainExchange().Begin().Text());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0anna")]
    [InlineData("\0anna\0")]
    [InlineData("\0\0secret")]
    [InlineData("\0anna\0secret\0more")]
    [InlineData("\0an\nna\0secret")]
    public async Task What_plain_does_not_allow_is_malformed(string response)
    {
        using var exchange = new PlainExchange();

        Assert.Equal(SaslStepKind.Malformed, (await exchange.SayAsync(response)).Kind);
    }
}
