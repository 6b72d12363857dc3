using MailFront.Defence.Login;
using MailFront.Authentication.Mechanisms;
using MailFront.Authentication.Mechanisms.OAuth;
using MailFront.Authentication.Mechanisms.Scram;
using MailFront.Authentication.Names;

namespace MailFront.UnitTests.Authentication.Mechanisms;

public sealed class MechanismCatalogueTests
{
    private static readonly MechanismSituation _all = new(
        ["EXTERNAL", "SCRAM-SHA-256", "SCRAM-SHA-1", "OAUTHBEARER", "XOAUTH2", "PLAIN", "LOGIN"], new UserNamePolicy(new UserNameOptions()))
    {
        MaySendPassword = true,
        MayLogIn = true,
        CertificateUser = "anna",
    };

    private static readonly MechanismCatalogue _full = new() { Secrets = new Sha256Only(), Tokens = new Ready(true), AllowApop = true };

    [Fact]
    public void What_can_be_answered_is_offered_in_the_order_of_the_list()
    {
        Assert.Equal("EXTERNAL SCRAM-SHA-256 OAUTHBEARER XOAUTH2 PLAIN LOGIN", Offered(_full, _all));
        Assert.Equal("PLAIN LOGIN", Offered(MechanismCatalogue.PasswordsOnly, _all with { CertificateUser = null }));
        Assert.Equal("LOGIN", Offered(_full, _all with { Allowed = ["CRAM-MD5", "LOGIN"] }));
        Assert.Equal("PLAIN", Offered(_full with { Tokens = new Ready(false) }, _all with { Allowed = ["XOAUTH2", "PLAIN"] }));
    }

    [Fact]
    public void Without_tls_passwords_and_tokens_are_not_sent_and_with_tls_required_nobody_logs_in()
    {
        var plaintext = _all with { MaySendPassword = false, CertificateUser = null };

        Assert.Equal("SCRAM-SHA-256", Offered(_full, plaintext));
        Assert.Equal("", Offered(_full, plaintext with { MayLogIn = false }));
        Assert.True(_full.NeedsTls("plain", plaintext));
        Assert.False(_full.NeedsTls("SCRAM-SHA-256", plaintext));
        Assert.False(_full.NeedsTls("SCRAM-SHA-1", plaintext));
        Assert.False(_full.NeedsTls("CRAM-MD5", plaintext));
    }

    [Fact]
    public void What_is_offered_begins_under_any_spelling_and_nothing_else_does()
    {
        foreach (var name in new[] { "PLAIN", "LOGIN", "EXTERNAL", "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS", "OAUTHBEARER", "XOAUTH2", "", "PLAIN " })
        {
            using var exchange = _full.TryStart(name.ToLowerInvariant(), _all);

            Assert.Equal((name, _full.Offered(_all).Contains(name)), (name, exchange is not null));
        }
    }

    [Fact]
    public void Apop_needs_the_option_the_secrets_and_leave_to_log_in()
    {
        Assert.True(_full.OffersApop(_all));
        Assert.False((_full with { AllowApop = false }).OffersApop(_all));
        Assert.False((_full with { Secrets = null }).OffersApop(_all));
        Assert.False(_full.OffersApop(_all with { MayLogIn = false }));
    }

    private static string Offered(MechanismCatalogue catalogue, MechanismSituation situation) => string.Join(' ', catalogue.Offered(situation));

    private sealed class Sha256Only : IStoredSecrets
    {
        public bool CanAnswerApop => true;

        public bool CanAnswer(ScramAlgorithm algorithm) => algorithm == ScramAlgorithm.Sha256;

        public byte[]? FindPlain(string user) => null;

        ValueTask<ScramKeys?> IStoredSecrets.FindKeysAsync(
            string user, ScramAlgorithm algorithm, LoginClass loginClass, CancellationToken cancellationToken) =>
            ValueTask.FromResult<ScramKeys?>(new ScramKeys([], 1, [], []));
    }

    private sealed class Ready(bool isReady) : ITokenVerifier
    {
        public bool IsReady => isReady;

        public ValueTask<TokenOutcome> VerifyAsync(string token, LoginClass loginClass, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
