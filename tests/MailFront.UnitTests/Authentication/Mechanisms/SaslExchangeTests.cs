using System.Text;
using MailFront.Authentication.Mechanisms;

namespace MailFront.UnitTests.Authentication.Mechanisms;

public sealed class SaslExchangeTests
{
    [Theory]
    [InlineData("PLAIN")]
    [InlineData("plain")]
    [InlineData("pLaIn")]
    public void Plain_takes_an_initial_response_under_any_spelling_of_its_name(string mechanism)
    {
        using var exchange = Exchange(mechanism);

        var step = exchange.Respond(Base64("boss\0anna\0pass\u00e9"));

        Assert.Equal(SaslStepKind.Credential, step.Kind);
        AssertCredential(step.Credential, "PLAIN", "anna", "boss", "pass\u00e9");
    }

    [Fact]
    public void Plain_without_an_initial_response_asks_with_an_empty_challenge()
    {
        using var exchange = Exchange("PLAIN");

        var asked = exchange.Begin();
        var step = exchange.Respond(Base64("\0anna\0secret"));

        Assert.Equal((SaslStepKind.Challenge, string.Empty), (asked.Kind, asked.Challenge));
        AssertCredential(step.Credential, "PLAIN", "anna", string.Empty, "secret");
    }

    [Fact]
    public void Login_asks_for_user_and_password()
    {
        using var exchange = Exchange("login");

        var user = exchange.Begin();
        var password = exchange.Respond(Base64("anna"));
        var step = exchange.Respond(Base64("secret"));

        Assert.Equal(["Username:", "Password:"], new[] { user, password }.Select(asked => Encoding.ASCII.GetString(Convert.FromBase64String(asked.Challenge))));
        AssertCredential(step.Credential, "LOGIN", "anna", string.Empty, "secret");
    }

    [Fact]
    public void Login_takes_the_user_as_initial_response()
    {
        using var exchange = Exchange("LOGIN");

        Assert.Equal(SaslStepKind.Challenge, exchange.Respond(Base64("anna")).Kind);
        AssertCredential(exchange.Respond(Base64("secret")).Credential, "LOGIN", "anna", string.Empty, "secret");
    }

    [Theory]
    [InlineData("PLAIN", "")]
    [InlineData("PLAIN", "=")]
    [InlineData("PLAIN", "*")]
    [InlineData("PLAIN", "AGFubmEAc2VjcmV0=")]
    [InlineData("PLAIN", "AGFubmE=")]
    [InlineData("PLAIN", "AGFubmEA")]
    [InlineData("LOGIN", "*")]
    [InlineData("LOGIN", "YW5uYQ")]
    [InlineData("LOGIN", "YW5u YQ==")]
    public void What_the_mechanism_does_not_allow_is_malformed(string mechanism, string response)
    {
        using var exchange = Exchange(mechanism);

        Assert.Equal(new SaslStep(SaslStepKind.Malformed, string.Empty, null), exchange.Respond(Encoding.ASCII.GetBytes(response)));
    }

    [Theory]
    [InlineData("PLAIN", SaslStepKind.Credential)]
    [InlineData("LOGIN", SaslStepKind.Challenge)]
    public void A_response_of_4096_octets_is_taken_and_one_more_is_malformed(string mechanism, SaslStepKind kind)
    {
        using var exchange = Exchange(mechanism);
        using var second = Exchange(mechanism);
        var most = "\0anna\0".PadRight(SaslExchange.MaxResponseOctets, 'x');

        Assert.Equal(kind, exchange.Respond(Base64(most)).Kind);
        Assert.Equal(SaslStepKind.Malformed, second.Respond(Base64(most + "x")).Kind);
    }

    [Theory]
    [InlineData("CRAM-MD5")]
    [InlineData("")]
    [InlineData("PLAIN ")]
    [InlineData("LOGIN")]
    public void A_mechanism_that_is_not_implemented_or_not_offered_has_no_exchange(string mechanism)
    {
        Assert.Null(SaslExchange.TryCreate(mechanism, ["PLAIN", "CRAM-MD5"]));
    }

    private static SaslExchange Exchange(string mechanism) =>
        SaslExchange.TryCreate(mechanism, SaslExchange.Implemented) ?? throw new InvalidOperationException("not offered");

    private static byte[] Base64(string text) => Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));

    private static void AssertCredential(Credential? credential, string mechanism, string user, string actsAs, string password)
    {
        Assert.NotNull(credential);
        Assert.Equal(
            (mechanism, user, actsAs, password),
            (credential.Mechanism, credential.AuthenticationId, credential.AuthorizationId, Encoding.UTF8.GetString(credential.Password.Bytes)));
    }
}
