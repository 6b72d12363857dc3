using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MailFront.TestKit.Certificates;
using MailFront.TestKit.Streams;
using MailFront.Transport.Managed;
using MailFront.Transport.Tls;

namespace MailFront.SessionTests.Transport;

/// <summary>What a server offers to which client: names, key kinds, ALPN, client certificates. The client is a bare SslStream.</summary>
public sealed class TlsOfferTests : IDisposable
{
    private readonly CertificateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("imap.example.org", "imap.example.org")]
    [InlineData("IMAP.Example.ORG", "imap.example.org")]
    [InlineData("a.wild.example.net", "*.wild.example.net")]
    [InlineData("a.b.wild.example.net", "default.example.org")]
    [InlineData("wild.example.net", "default.example.org")]
    [InlineData("unknown.example.com", "default.example.org")]
    [InlineData("", "default.example.org")]
    public async Task The_certificate_follows_the_name_that_the_client_asks_for(string serverName, string expected)
    {
        var contexts = Load(new TlsServerOptions
        {
            Certificates = [_folder.Issue("default.example.org"), _folder.Issue("imap.example.org"), _folder.Issue("*.wild.example.net")],
        });

        var result = await HandshakeAsync(contexts, new SslClientAuthenticationOptions { TargetHost = serverName });

        Assert.Equal($"CN={expected}", result.ServerSubject);
    }

    [Fact]
    public async Task Each_name_has_a_certificate_context_and_so_ticket_keys_of_its_own()
    {
        var contexts = Load(new TlsServerOptions { Certificates = [_folder.Issue("one.example.org"), _folder.Issue("two.example.org")] });

        Assert.NotSame(contexts.Select("one.example.org").ServerCertificateContext, contexts.Select("two.example.org").ServerCertificateContext);
        foreach (var name in (string[])["one.example.org", "two.example.org", "one.example.org"])
        {
            var result = await HandshakeAsync(contexts, new SslClientAuthenticationOptions { TargetHost = name });
            Assert.Equal($"CN={name}", result.ServerSubject);
        }
    }

    [Theory]
    [InlineData("imap", true)]
    [InlineData("http/1.1", false)]
    [InlineData("pop3", false)]
    [InlineData(null, true)]
    public async Task A_client_that_offers_only_other_protocols_is_refused(string? offered, bool isServed)
    {
        var contexts = Load(new TlsServerOptions { Certificates = [_folder.Issue("imap.example.org")], ApplicationProtocol = "imap" });
        var options = new SslClientAuthenticationOptions { TargetHost = "imap.example.org" };
        if (offered is not null)
        {
            options.ApplicationProtocols = [new SslApplicationProtocol(offered)];
        }

        var result = await HandshakeAsync(contexts, options);

        Assert.Equal(isServed ? TlsUpgradeStatus.Secured : TlsUpgradeStatus.Failed, result.Outcome.Status);
    }

    [Theory]
    [InlineData(ClientCertificates.Off, "none", true, false)]
    [InlineData(ClientCertificates.Off, "good", true, false)]
    [InlineData(ClientCertificates.Optional, "none", true, false)]
    [InlineData(ClientCertificates.Optional, "good", true, true)]
    [InlineData(ClientCertificates.Optional, "stranger", false, false)]
    [InlineData(ClientCertificates.Require, "none", false, false)]
    [InlineData(ClientCertificates.Require, "good", true, true)]
    [InlineData(ClientCertificates.Require, "stranger", false, false)]
    public async Task Client_certificates_are_asked_for_and_verified(ClientCertificates mode, string given, bool isServed, bool isKnown)
    {
        using var stranger = new CertificateAuthority("Stranger");
        var contexts = Load(new TlsServerOptions
        {
            Certificates = [_folder.Issue("imap.example.org")],
            ClientCertificates = mode,
            ClientCaFile = _folder.CaFile,
        });
        var options = new SslClientAuthenticationOptions { TargetHost = "imap.example.org" };
        var certificate = given switch
        {
            "good" => _folder.Authority.Issue("client"),
            "stranger" => stranger.Issue("client"),
            _ => null,
        };
        if (certificate is not null)
        {
            options.ClientCertificateContext = SslStreamCertificateContext.Create(
                X509Certificate2.CreateFromPem(certificate.CertificatePem, certificate.KeyPem), null, offline: true);
        }

        var result = await HandshakeAsync(contexts, options);

        Assert.Equal(isServed ? TlsUpgradeStatus.Secured : TlsUpgradeStatus.Failed, result.Outcome.Status);
        Assert.Equal(isKnown ? "CN=client" : null, result.Facts?.ClientCertificateSubject);
    }

    [Fact]
    public async Task Of_two_kinds_of_certificate_a_client_gets_ECDSA_when_it_can_verify_it()
    {
        var contexts = Load(new TlsServerOptions
        {
            Certificates = [_folder.Issue(new CertificateWish { Names = ["imap.example.org"], CommonName = "rsa", IsRsa = true }), _folder.Issue("imap.example.org")],
        });

        var result = await HandshakeAsync(contexts, new SslClientAuthenticationOptions { TargetHost = "imap.example.org" });

        Assert.Equal(TlsUpgradeStatus.Secured, result.Outcome.Status);
        Assert.Equal("CN=imap.example.org", result.ServerSubject);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_knows_only_the_root_is_sent_the_intermediates_of_the_chain_file(bool hasChainFile)
    {
        using var intermediate = _folder.Authority.Intermediate("Intermediate");
        using var issuing = intermediate.Intermediate("Issuing");
        using var stranger = new CertificateAuthority("Stranger");
        var pems = new[] { stranger, intermediate, _folder.Authority, issuing }.Select(authority => authority.CertificatePem);
        var contexts = Load(new TlsServerOptions
        {
            Certificates = [_folder.Write(issuing.Issue("imap.example.org"))],
            ChainFile = hasChainFile ? _folder.Write("chain.pem", string.Join('\n', pems)) : null,
        });
        List<string> sent = [];
        var faults = SslPolicyErrors.None;
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "imap.example.org",
            CertificateChainPolicy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, TrustMode = X509ChainTrustMode.CustomRootTrust },
            RemoteCertificateValidationCallback = (_, _, chain, errors) =>
            {
                sent.AddRange(chain!.ChainPolicy.ExtraStore.Select(certificate => certificate.Subject));
                faults = errors;
                return true;
            },
        };
        options.CertificateChainPolicy.CustomTrustStore.ImportFromPem(_folder.Authority.CertificatePem);

        await HandshakeAsync(contexts, options);

        Assert.Equal(hasChainFile ? ["CN=imap.example.org", "CN=Issuing", "CN=Intermediate"] : ["CN=imap.example.org"], sent);
        Assert.Equal(hasChainFile ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateChainErrors, faults);
    }

    [Fact]
    public async Task A_client_without_a_common_version_is_refused()
    {
        var contexts = Load(new TlsServerOptions { Certificates = [_folder.Issue("imap.example.org")], MinimumProtocol = SslProtocols.Tls13 });

        var result = await HandshakeAsync(contexts, new SslClientAuthenticationOptions { TargetHost = "imap.example.org", EnabledSslProtocols = SslProtocols.Tls12 });

        Assert.Equal(TlsUpgradeStatus.Failed, result.Outcome.Status);
        Assert.NotNull(result.Outcome.Detail);
    }

    private static TlsContexts Load(TlsServerOptions options) => TlsScene.Load(options);

    private static async Task<(TlsUpgradeOutcome Outcome, TlsFacts? Facts, string? ServerSubject)> HandshakeAsync(
        TlsContexts contexts, SslClientAuthenticationOptions options)
    {
        var pair = new DuplexStreamPair();
        var server = new ManagedChannel(pair.Server);
        var securing = server.SecureAsServerAsync(contexts, EarlyBytes.Refuse).Soon();
        options.RemoteCertificateValidationCallback ??= static (_, _, _, _) => true;
        using var client = new SslStream(pair.Client);
        try
        {
            await client.AuthenticateAsClientAsync(options).Soon();
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            pair.Client.Close();
        }

        return (await securing, server.Tls, client.IsAuthenticated ? client.RemoteCertificate?.Subject : null);
    }
}
