using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MailFront.Defence.Login;
using MailFront.Authentication.Mechanisms.OAuth;
using MailFront.TestKit.Time;

namespace MailFront.UnitTests.Authentication.Mechanisms.OAuth;

public sealed class JwtVerifierTests : IDisposable
{
    private static readonly string[] _audience = ["other", "mail"];

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ManualTimeProvider _time = new();

    private long Now => _time.GetUtcNow().ToUnixTimeSeconds();

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS384")]
    [InlineData("ES256")]
    public async Task A_token_signed_with_a_key_of_the_file_names_its_user(string algorithm)
    {
        var outcome = await VerifyAsync(Sign(algorithm, Header(algorithm), Claims()));

        Assert.Equal((TokenStatus.Valid, "anna@example.org"), (outcome.Status, outcome.User));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    public async Task None_and_symmetric_signatures_are_refused_even_with_the_public_key_as_secret(string algorithm)
    {
        Assert.Equal(TokenStatus.Invalid, (await VerifyAsync(Sign(algorithm, Header(algorithm), Claims()))).Status);
    }

    [Theory]
    [InlineData("""{"alg":"RS256","kid":"../../../etc/passwd"}""", true)]
    [InlineData("""{"alg":"RS256","kid":"r","jku":"http://127.0.0.1/keys","jwk":{"kty":"oct","k":"AAAA"}}""", true)]
    [InlineData("""{"alg":"ES256","kid":"r"}""", false)]
    [InlineData("""{"alg":"RS256","kid":"r","crit":["x"],"x":1}""", false)]
    public async Task A_header_leads_to_no_other_key(string header, bool staysOurs)
    {
        var outcome = await VerifyAsync(Sign("RS256", header, Claims()));

        // Another key of the file may still verify it, as the header's own words are never followed.
        Assert.Equal(staysOurs ? TokenStatus.Valid : TokenStatus.Invalid, outcome.Status);
    }

    [Fact]
    public async Task A_changed_payload_or_signature_is_refused()
    {
        var token = Sign("RS256", Header("RS256"), Claims());
        var parts = token.Split('.');
        var other = Sign("RS256", Header("RS256"), Claims(user: "bert@example.org")).Split('.');

        Assert.Equal(TokenStatus.Invalid, (await VerifyAsync($"{parts[0]}.{other[1]}.{parts[2]}")).Status);
        Assert.Equal(TokenStatus.Invalid, (await VerifyAsync($"{parts[0]}.{parts[1]}.")).Status);
        Assert.Equal(TokenStatus.Invalid, (await VerifyAsync("abc")).Status);
        Assert.Equal(TokenStatus.Invalid, (await VerifyAsync(new string('x', BearerMessage.MaxTokenLength))).Status);
    }

    [Fact]
    public async Task A_token_of_other_keys_is_refused()
    {
        using var stranger = RSA.Create(2048);
        var signed = $"{Part(Header("RS256"))}.{Part(Claims())}";
        var token = $"{signed}.{Base64Url.EncodeToString(stranger.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";

        Assert.Equal(TokenStatus.Invalid, (await VerifyAsync(token)).Status);
    }

    [Theory]
    [InlineData(-61, null, TokenStatus.Invalid)]
    [InlineData(-59, null, TokenStatus.Valid)]
    [InlineData(300, 61, TokenStatus.Invalid)]
    [InlineData(300, 59, TokenStatus.Valid)]
    [InlineData(null, null, TokenStatus.Invalid)]
    public async Task Times_count_with_a_minute_of_skew(int? expires, int? begins, TokenStatus status)
    {
        var outcome = await VerifyAsync(Sign("RS256", Header("RS256"), Claims(expires: expires is { } after ? Now + after : null, begins: begins is { } from ? Now + from : null)));

        Assert.Equal(status, outcome.Status);
    }

    [Fact]
    public async Task Without_a_key_nothing_can_be_said()
    {
        var verifier = new JwtVerifier(() => [], new TokenRules(), _time);

        Assert.False(verifier.IsReady);
        Assert.Equal(TokenStatus.Unavailable, (await verifier.VerifyAsync("x.y.z", LoginClass.New, CancellationToken.None)).Status);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("{", null)]
    [InlineData("""{"keys":[]}""", 0)]
    [InlineData("""{"keys":[{"kty":"oct","k":"AAAA","kid":"s"}]}""", 0)]
    public void What_holds_no_public_key_gives_none(string json, int? keys)
    {
        Assert.Equal(keys, SigningKeys.Read(json)?.Count);
    }

    public void Dispose()
    {
        _rsa.Dispose();
        _ec.Dispose();
    }

    private async Task<TokenOutcome> VerifyAsync(string token)
    {
        var keys = SigningKeys.Read(Jwks());
        Assert.Equal(2, keys?.Count);
        var rules = new TokenRules { Issuer = "https://idp.example.org", Audience = "mail" };
        return await new JwtVerifier(() => keys ?? [], rules, _time).VerifyAsync(token, LoginClass.New, CancellationToken.None);
    }

    private string Jwks()
    {
        var rsa = _rsa.ExportParameters(false);
        var ec = _ec.ExportParameters(false);
        return JsonSerializer.Serialize(new
        {
            keys = new object[]
            {
                new { kty = "RSA", kid = "r", use = "sig", n = Base64Url.EncodeToString(rsa.Modulus), e = Base64Url.EncodeToString(rsa.Exponent) },
                new { kty = "EC", kid = "e", crv = "P-256", x = Base64Url.EncodeToString(ec.Q.X), y = Base64Url.EncodeToString(ec.Q.Y) },
                new { kty = "oct", kid = "s", k = "AAAA" },
            },
        });
    }

    private string Claims(string user = "anna@example.org", long? expires = long.MaxValue, long? begins = null) => JsonSerializer.Serialize(
        new Dictionary<string, object?>
        {
            ["iss"] = "https://idp.example.org",
            ["aud"] = _audience,
            ["email"] = user,
            ["exp"] = expires == long.MaxValue ? Now + 300 : expires,
            ["nbf"] = begins,
        }.Where(claim => claim.Value is not null).ToDictionary());

    private static string Header(string algorithm) => JsonSerializer.Serialize(new { alg = algorithm, kid = algorithm.StartsWith("ES", StringComparison.Ordinal) ? "e" : "r" });

    private string Sign(string algorithm, string header, string claims)
    {
        var signed = $"{Part(header)}.{Part(claims)}";
        var octets = Encoding.ASCII.GetBytes(signed);
        var signature = algorithm switch
        {
            "RS256" => _rsa.SignData(octets, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "PS384" => _rsa.SignData(octets, HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
            "ES256" => _ec.SignData(octets, HashAlgorithmName.SHA256),
            "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(_rsa.ExportSubjectPublicKeyInfoPem()), octets),
            _ => [],
        };
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
