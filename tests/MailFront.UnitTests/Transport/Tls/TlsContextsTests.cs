using System.Security.Authentication;
using MailFront.TestKit.Certificates;
using MailFront.TestKit.Time;
using MailFront.Transport.Tls;

namespace MailFront.UnitTests.Transport.Tls;

public sealed class TlsContextsTests : IDisposable
{
    private readonly CertificateFolder _folder = new();
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2030, 6, 1, 0, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Good_files_give_contexts_and_no_findings()
    {
        var outcome = Load(_folder.Issue("mail.example.org", "*.example.net"));

        Assert.NotNull(outcome.Contexts);
        Assert.Empty(outcome.Errors);
        Assert.Empty(outcome.Warnings);
        Assert.Equal(["mail.example.org", "*.example.net"], outcome.Contexts.Names);
    }

    [Fact]
    public void Certificate_chain_and_key_may_stand_in_one_file()
    {
        var issued = _folder.Authority.Issue("mail.example.org");
        var path = _folder.Write("all.pem", issued.CertificatePem + "\n" + _folder.Authority.CertificatePem + "\n" + issued.KeyPem);

        Assert.Empty(Load(new TlsCertificateFiles(path, path)).Errors);
    }

    [Fact]
    public void Everything_wrong_is_told_at_once_with_its_file()
    {
        var good = _folder.Issue("mail.example.org");
        var other = _folder.Issue("other.example.org");
        var empty = _folder.Write("empty.pem", "nothing here");

        var outcome = Load(
            new TlsCertificateFiles("/nowhere/mail.crt", good.KeyFile),
            new TlsCertificateFiles(good.CertificateFile, other.KeyFile),
            new TlsCertificateFiles(empty, good.KeyFile),
            new TlsCertificateFiles(good.CertificateFile, empty));

        Assert.Null(outcome.Contexts);
        Assert.Collection(
            outcome.Errors,
            error => Assert.Equal("/nowhere/mail.crt: no such file", error),
            error => Assert.StartsWith($"{other.KeyFile}: the private key cannot be used with the certificate in {good.CertificateFile}", error, StringComparison.Ordinal),
            error => Assert.Equal($"{empty}: holds no certificate", error),
            error => Assert.Equal($"{empty}: holds no private key", error));
    }

    [Fact]
    public void A_chain_file_that_cannot_be_used_is_named()
    {
        var certificate = _folder.Issue("mail.example.org");
        var empty = _folder.Write("empty.pem", "nothing here");

        foreach (var (file, error) in (ReadOnlySpan<(string, string)>)[("/nowhere/chain.pem", "no such file"), (empty, "holds no certificate")])
        {
            var outcome = TlsContexts.Load(new TlsServerOptions { Certificates = [certificate], ChainFile = file }, _time);

            Assert.Null(outcome.Contexts);
            Assert.Equal([$"{file}: {error}"], outcome.Errors);
        }
    }

    [Fact]
    public void An_encrypted_key_is_named()
    {
        var issued = _folder.Authority.Issue("mail.example.org");
        using var key = System.Security.Cryptography.ECDsa.Create();
        key.ImportFromPem(issued.KeyPem);
        var encrypted = key.ExportEncryptedPkcs8PrivateKeyPem(
            "passphrase", new(System.Security.Cryptography.PbeEncryptionAlgorithm.Aes128Cbc, System.Security.Cryptography.HashAlgorithmName.SHA256, 1000));
        var files = new TlsCertificateFiles(_folder.Write("e.crt", issued.CertificatePem), _folder.Write("e.key", encrypted));

        Assert.Equal([$"{files.KeyFile}: the private key is encrypted; a server cannot ask for its passphrase"], Load(files).Errors);
    }

    [Theory]
    [InlineData("2021-01-01", "2030-05-31", "the certificate expired on 2030-05-31")]
    [InlineData("2021-01-01", "2030-06-10", "the certificate expires on 2030-06-10")]
    [InlineData("2030-07-01", "2031-01-01", "the certificate is not valid before 2030-07-01")]
    public void A_certificate_at_an_end_of_its_life_is_a_warning(string from, string until, string expected)
    {
        var files = _folder.Issue(new CertificateWish { Names = ["mail.example.org"], NotBefore = Date(from), NotAfter = Date(until) });

        var outcome = Load(files);

        Assert.NotNull(outcome.Contexts);
        Assert.Equal([$"{files.CertificateFile}: {expected}"], outcome.Warnings);
    }

    [Fact]
    public void A_certificate_without_alternative_names_answers_for_its_common_name()
    {
        var outcome = Load(_folder.Issue(new CertificateWish { Names = [], CommonName = "old.example.org" }));

        Assert.Equal(["old.example.org"], outcome.Contexts!.Names);
    }

    [Fact]
    public void An_RSA_and_an_ECDSA_certificate_of_one_name_are_chosen_by_what_the_client_verifies()
    {
        var rsa = _folder.Issue(new CertificateWish { Names = ["mail.example.org"], IsRsa = true });
        var ecdsa = _folder.Issue("mail.example.org");

        var contexts = Load(rsa, ecdsa).Contexts!;

        Assert.True(contexts.HasBothKinds);
        foreach (var name in (string?[])["mail.example.org", null])
        {
            Assert.Equal("1.2.840.10045.2.1", KeyOf(contexts, name, canVerifyEcdsa: true));
            Assert.Equal("1.2.840.113549.1.1.1", KeyOf(contexts, name, canVerifyEcdsa: false));
        }
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, SslProtocols.Tls13, SslProtocols.Tls12 | SslProtocols.Tls13)]
    [InlineData(SslProtocols.Tls13, SslProtocols.Tls13, SslProtocols.Tls13)]
    [InlineData(SslProtocols.Tls12, SslProtocols.Tls12, SslProtocols.Tls12)]
    public void Only_the_configured_versions_are_spoken_and_nobody_may_renegotiate(SslProtocols minimum, SslProtocols maximum, SslProtocols expected)
    {
        var options = new TlsServerOptions { Certificates = [_folder.Issue("mail.example.org")], MinimumProtocol = minimum, MaximumProtocol = maximum };

        var offer = TlsContexts.Load(options, _time).Contexts!.Select(null);

        Assert.Equal(expected, offer.EnabledSslProtocols);
        Assert.False(offer.AllowRenegotiation);
        Assert.True(offer.AllowTlsResume);
    }

    [Fact]
    public void Options_that_cannot_work_are_errors()
    {
        var options = new TlsServerOptions
        {
            Certificates = [],
            MinimumProtocol = SslProtocols.Tls13,
            MaximumProtocol = SslProtocols.Tls12,
            ClientCertificates = ClientCertificates.Require,
        };

        Assert.Equal(3, TlsContexts.Load(options, _time).Errors.Count);
    }

    [Fact]
    public void Unknown_names_leave_no_trace()
    {
        var contexts = Load(_folder.Issue("mail.example.org")).Contexts!;
        var fallback = contexts.Select(null);

        for (var i = 0; i < 1000; i++)
        {
            Assert.Same(fallback, contexts.Select($"{i}.example.com"));
        }

        Assert.Single(contexts.Names);
    }

    private static string? KeyOf(TlsContexts contexts, string? name, bool canVerifyEcdsa) =>
        contexts.Select(name, canVerifyEcdsa).ServerCertificateContext!.TargetCertificate.PublicKey.Oid.Value;

    private static DateTimeOffset Date(string text) => DateTimeOffset.Parse(text + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);

    private TlsContextsOutcome Load(params TlsCertificateFiles[] files) => TlsContexts.Load(new TlsServerOptions { Certificates = files }, _time);
}
