using MailFront.Authentication.Mechanisms;
using MailFront.Authentication.Mechanisms.Scram;
using MailFront.Authentication.Names;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Authentication.Mechanisms.Scram;

public sealed class ScramExchangeTests
{
    // RFC 5802 §5 and RFC 7677 §3.
    private const string Sha1First = "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL";
    private const string Sha1ServerFirst = "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096";
    private const string Sha1Final = "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=";
    private const string Sha1ServerFinal = "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=";
    private const string Sha256First = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    private const string Sha256ServerFirst = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private const string Sha256Final =
        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private const string Sha256ServerFinal = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    [Theory]
    [InlineData("SCRAM-SHA-1", Sha1First, Sha1ServerFirst, Sha1Final, Sha1ServerFinal)]
    [InlineData("SCRAM-SHA-256", Sha256First, Sha256ServerFirst, Sha256Final, Sha256ServerFinal)]
    public async Task The_exchange_of_the_rfc_proves_the_user_after_an_empty_response(
        string mechanism, string first, string serverFirst, string final, string serverFinal)
    {
        using var exchange = Exchange(mechanism);

        Assert.Equal(string.Empty, exchange.Begin().Text());
        Assert.Equal(serverFirst, (await exchange.SayAsync(first)).Text());
        Assert.Equal(serverFinal, (await exchange.SayAsync(final)).Text());
        var credential = (await exchange.SayAsync("")).Credential();
        Assert.Equal((CredentialProof.Proven, "user", "", mechanism), (credential.Proof, credential.AuthenticationId, credential.AuthorizationId, credential.Mechanism));
    }

    [Fact]
    public async Task What_follows_the_servers_proof_must_be_empty()
    {
        using var exchange = Exchange("SCRAM-SHA-1");
        await exchange.SayAsync(Sha1First);
        await exchange.SayAsync(Sha1Final);

        Assert.Equal(SaslStepKind.Malformed, (await exchange.SayAsync("more")).Kind);
    }

    [Theory]
    [InlineData("c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Tw=")]
    [InlineData("c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=AAAA")]
    [InlineData("c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7jX,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=")]
    [InlineData("c=eSws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=")]
    public async Task A_final_message_with_another_proof_nonce_or_header_is_refused(string final)
    {
        using var exchange = Exchange("SCRAM-SHA-1");
        await exchange.SayAsync(Sha1First);

        Assert.Equal((CredentialProof.Refused, "user"), Of(await exchange.SayAsync(final)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("biws")]
    [InlineData("c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j")]
    [InlineData("c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=")]
    [InlineData("c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=!!!!")]
    [InlineData("c=,r=fyko,p=AAAA")]
    [InlineData("r=fyko,c=biws,p=AAAA")]
    public async Task What_is_no_final_message_is_malformed(string final)
    {
        using var exchange = Exchange("SCRAM-SHA-1");
        await exchange.SayAsync(Sha1First);

        Assert.Equal(SaslStepKind.Malformed, (await exchange.SayAsync(final)).Kind);
    }

    [Fact]
    public async Task Unknown_users_go_through_the_same_steps_and_are_refused()
    {
        using var exchange = Exchange("SCRAM-SHA-1");

        var serverFirst = (await exchange.SayAsync("n,,n=nobody,r=abc")).Text();
        var end = await exchange.SayAsync("c=biws,r=abc3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=");

        Assert.Matches("^r=abc3rfcNHYJY1ZVvWVs7j,s=[^,]+,i=4096$", serverFirst);
        Assert.Equal((CredentialProof.Refused, "nobody"), Of(end));
    }

    [Fact]
    public async Task The_keys_of_the_canonical_name_are_used_and_the_name_sent_is_told()
    {
        using var exchange = Exchange("SCRAM-SHA-1");

        Assert.Contains(",s=QSXCR+Q6sek8bf92,", (await exchange.SayAsync("y,a=boss,n=USER,r=abc")).Text());
    }

    [Fact]
    public async Task A_client_that_insists_on_channel_binding_is_refused()
    {
        using var exchange = Exchange("SCRAM-SHA-1");

        Assert.Equal((CredentialProof.Refused, "user"), Of(await exchange.SayAsync("p=tls-exporter,,n=user,r=abc")));
    }

    [Fact]
    public async Task Who_cannot_be_served_now_is_told_so_and_keys_are_asked_for_in_the_class_of_the_name()
    {
        using var busy = Exchange("SCRAM-SHA-256");
        using var known = Exchange("SCRAM-SHA-256");

        Assert.Equal((CredentialProof.Unavailable, "busy"), Of(await busy.SayAsync("n,,n=busy,r=abc")));
        var first = (await known.SayAsync("n,,n=known,r=abc")).Text();
        Assert.Equal("known", (await known.SayAsync($"c=biws,{first.Split(',')[0]},p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")).Credential().Detail);
    }

    [Fact]
    public async Task How_far_it_came_is_known_from_the_first_message_on()
    {
        using var exchange = Exchange("SCRAM-SHA-256");
        Assert.Null(((ISaslExchange)exchange).Progress);

        await exchange.SayAsync("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
        Assert.Equal(new SaslProgress("SCRAM-SHA-256", "user", false), exchange.Progress);

        await exchange.SayAsync("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        Assert.Equal(new SaslProgress("SCRAM-SHA-256", "user", true), exchange.Progress);
    }

    [Fact]
    public void Nonces_are_not_used_twice()
    {
        Assert.NotEqual(ScramExchange.NewNonce(), ScramExchange.NewNonce());
        Assert.True(ScramText.IsNonce(System.Text.Encoding.ASCII.GetBytes(ScramExchange.NewNonce())));
    }

    private static (CredentialProof Proof, string User) Of(SaslStep step) => (step.Credential().Proof, step.Credential().AuthenticationId);

    private static LoginClass ClassOf(string user) => user == "known" ? LoginClass.Known : LoginClass.New;

    private static ScramExchange Exchange(string mechanism) => mechanism == "SCRAM-SHA-1"
        ? new ScramExchange(ScramAlgorithm.Sha1, new OneUser("QSXCR+Q6sek8bf92"), new UserNamePolicy(new UserNameOptions()), "3rfcNHYJY1ZVvWVs7j", ClassOf)
        : new ScramExchange(ScramAlgorithm.Sha256, new OneUser("W22ZaJ0SNY7soEsUEjb6gQ=="), new UserNamePolicy(new UserNameOptions()), "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0", ClassOf);

    private sealed class OneUser(string salt) : IStoredSecrets
    {
        public bool CanAnswerApop => false;

        public bool CanAnswer(ScramAlgorithm algorithm) => true;

        public byte[]? FindPlain(string user) => null;

        ValueTask<ScramKeys?> IStoredSecrets.FindKeysAsync(
            string user, ScramAlgorithm algorithm, LoginClass loginClass, CancellationToken cancellationToken)
        {
            var keys = algorithm.Derive("pencil"u8, Convert.FromBase64String(salt), 4096);
            return ValueTask.FromResult(user switch
            {
                "user" => keys,
                "busy" => null,
                _ => keys with { Refusal = loginClass == LoginClass.Known ? "known" : "unknown user" },
            });
        }
    }
}
