using MailFront.Authentication.Mechanisms;

namespace MailFront.UnitTests.Authentication.Mechanisms;

public sealed class ExternalExchangeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("bert")]
    public async Task The_certificates_user_is_proven_whatever_the_client_wants_to_act_as(string authzid)
    {
        using var exchange = new ExternalExchange("anna");

        var credential = (await exchange.SayAsync(authzid)).Credential();

        Assert.Equal((CredentialProof.Proven, "anna", authzid, "EXTERNAL"), (credential.Proof, credential.AuthenticationId, credential.AuthorizationId, credential.Mechanism));
    }

    [Fact]
    public async Task A_name_with_nul_is_malformed()
    {
        using var exchange = new ExternalExchange("anna");

        Assert.Equal(SaslStepKind.Malformed, (await exchange.SayAsync("a\0b")).Kind);
    }
}
