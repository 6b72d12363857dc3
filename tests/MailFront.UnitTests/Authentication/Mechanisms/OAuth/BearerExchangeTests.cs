using MailFront.Defence.Login;
using MailFront.Authentication.Mechanisms;
using MailFront.Authentication.Mechanisms.OAuth;

namespace MailFront.UnitTests.Authentication.Mechanisms.OAuth;

public sealed class BearerExchangeTests
{
    private const string Good = "n,a=anna,\u0001auth=Bearer good\u0001\u0001";
    private const string Bad = "n,a=anna,\u0001auth=Bearer bad\u0001\u0001";

    [Fact]
    public async Task A_good_token_proves_its_user_who_acts_as_the_one_named()
    {
        using var exchange = new BearerExchange("OAUTHBEARER", new Verdicts(), static _ => LoginClass.New);

        var credential = (await exchange.SayAsync(Good)).Credential();

        Assert.Equal((CredentialProof.Proven, "token-user", "anna"), (credential.Proof, credential.AuthenticationId, credential.AuthorizationId));
    }

    [Theory]
    [InlineData("\u0001")]
    [InlineData("")]
    [InlineData(Good)]
    public async Task After_the_error_every_response_is_the_failure(string dummy)
    {
        using var exchange = new BearerExchange("OAUTHBEARER", new Verdicts(), static _ => LoginClass.New);

        Assert.Equal("""{"status":"invalid_token"}""", (await exchange.SayAsync(Bad)).Text());
        Assert.Equal(CredentialProof.Refused, (await exchange.SayAsync(dummy)).Credential().Proof);
    }

    [Fact]
    public async Task Canceling_after_the_error_is_a_failure_and_before_is_none()
    {
        using var exchange = new BearerExchange("XOAUTH2", new Verdicts(), static _ => LoginClass.New);

        Assert.Null(exchange.Abandon());
        Assert.Contains("\"401\"", (await exchange.SayAsync("user=anna\u0001auth=Bearer bad\u0001\u0001")).Text());
        Assert.Equal((CredentialProof.Refused, "anna"), (exchange.Abandon()?.Proof, exchange.Abandon()?.AuthenticationId));
    }

    [Fact]
    public async Task An_issuer_out_of_reach_is_no_failure_of_the_client()
    {
        using var exchange = new BearerExchange("OAUTHBEARER", new Verdicts(), static _ => LoginClass.New);

        Assert.Equal(CredentialProof.Unavailable, (await exchange.SayAsync("n,,\u0001auth=Bearer other\u0001\u0001")).Credential().Proof);
    }

    private sealed class Verdicts : ITokenVerifier
    {
        public bool IsReady => true;

        public ValueTask<TokenOutcome> VerifyAsync(string token, LoginClass loginClass, CancellationToken cancellationToken) => ValueTask.FromResult(token switch
        {
            "good" => TokenOutcome.Valid("token-user"),
            "bad" => TokenOutcome.Invalid("no"),
            _ => TokenOutcome.Unavailable("down"),
        });
    }
}
