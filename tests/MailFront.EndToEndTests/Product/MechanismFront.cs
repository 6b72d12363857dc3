using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Product;

/// <summary>A MailFront that offers every mechanism, before the shared Dovecots; with an issuer of tokens and of client certificates.</summary>
internal sealed class MechanismFront : IAsyncDisposable
{
    private const string Issuer = "https://idp.test";
    private const string Audience = "mail";

    private readonly StateFolder _state = new("mech");
    private readonly RSA _issuer = RSA.Create(2048);
    private MailFrontProcess? _front;

    public MailFrontProcess Front => _front ?? throw new InvalidOperationException("not started");

    public string ClientCertificateFile => _state.File("client.pem");

    public string ClientKeyFile => _state.File("client.key");

    public static async Task<MechanismFront> StartAsync(DovecotPair pair, Action<FrontConfiguration>? change = null)
    {
        var made = new MechanismFront();
        made.WriteJwks();
        made.WriteClientCertificate("alice");
        var configuration = FrontConfiguration.ForDovecot(pair)
            .Option("sasl_mech_list", "EXTERNAL SCRAM-SHA-256 SCRAM-SHA-1 OAUTHBEARER XOAUTH2 PLAIN LOGIN")
            .Option("tls_client_ca_file", made._state.File("ca.pem"))
            .Option("mailfront_apop", "yes")
            .Option("mailfront_scram_secret", "canary-scram-salt")
            .Option("mailfront_oauth_jwks_file", made._state.File("keys.json"))
            .Option("mailfront_oauth_issuer", Issuer)
            .Option("mailfront_oauth_audience", Audience);
        change?.Invoke(configuration);
        made._front = await MailFrontProcess.StartAsync(configuration);
        return made;
    }

    /// <summary>A token of the issuer for <paramref name="user"/>; good for five minutes, from <paramref name="lifetime"/> on when given.</summary>
    public string TokenOf(string user, TimeSpan? lifetime = null)
    {
        var expires = DateTimeOffset.UtcNow.Add(lifetime ?? TimeSpan.FromMinutes(5)).ToUnixTimeSeconds();
        var signed = $"{Part(new { alg = "RS256", kid = "k1" })}.{Part(new { iss = Issuer, aud = Audience, email = user, exp = expires })}";
        return $"{signed}.{Base64Url.EncodeToString(_issuer.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public async ValueTask DisposeAsync()
    {
        if (_front is not null)
        {
            await _front.DisposeAsync();
        }

        _issuer.Dispose();
        _state.Dispose();
    }

    private static string Part(object claims) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims));

    private void WriteJwks()
    {
        var key = _issuer.ExportParameters(includePrivateParameters: false);
        _state.Write("keys.json", JsonSerializer.Serialize(new
        {
            keys = new[] { new { kty = "RSA", kid = "k1", n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) } },
        }));
    }

    private void WriteClientCertificate(string user)
    {
        var (from, until) = (DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(79));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Client authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = authority.CreateSelfSigned(from, until);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest($"CN={user}", key, HashAlgorithmName.SHA256).Create(root, from, until, [1]);
        _state.Write("ca.pem", root.ExportCertificatePem());
        _state.Write("client.pem", certificate.ExportCertificatePem());
        _state.Write("client.key", key.ExportPkcs8PrivateKeyPem());
    }
}
