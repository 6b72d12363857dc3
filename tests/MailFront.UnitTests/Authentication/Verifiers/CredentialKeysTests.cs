using System.Net;
using System.Text;
using MailFront.Authentication.Verifiers;
using MailFront.Protocol;

namespace MailFront.UnitTests.Authentication.Verifiers;

public sealed class CredentialKeysTests
{
    private const int Seed = 20261124;

    private readonly CredentialKeys _keys = new();

    // CVE-2025-30189 and its kin: each pair would be one key if the parts were only strung together.
    [Theory]
    [InlineData("a", "", "imap", "b\0c", "a\0b", "", "imap", "c")]
    [InlineData("a", "", "imap", "bc", "ab", "", "imap", "c")]
    [InlineData("a", "b", "imap", "c", "ab", "", "imap", "c")]
    [InlineData("a", "b", "imap", "c", "", "ab", "imap", "c")]
    [InlineData("a", "", "imap", "c", "a", "", "ima", "pc")]
    [InlineData("a", "", "imap", "c", "a", "", "pop", "c")]
    [InlineData("a", "x.example", "imap", "c", "a", "y.example", "imap", "c")]
    [InlineData("anna", "", "imap", "c", "Anna", "", "imap", "c")]
    [InlineData("anna", "", "imap", "Secret", "anna", "", "imap", "secret")]
    [InlineData("anna", "", "imap", "secret", "anna", "", "imap", "secret ")]
    [InlineData("anna", "", "imap", "secret", "anna", "", "imap", "secret\0")]
    [InlineData("anna", "", "imap", "", "anna", "", "imap", "\0")]
    [InlineData("anna", "", "imap", "\u00e9", "anna", "", "imap", "e\u0301")]
    public void Different_credentials_have_different_verifiers(
        string user, string realm, string service, string password, string user2, string realm2, string service2, string password2) =>
        Assert.NotEqual(Of(user, realm, service, password), Of(user2, realm2, service2, password2));

    [Fact]
    public void The_same_credential_has_the_same_verifier_also_when_it_is_long()
    {
        string password = new('x', 4000);

        Assert.Equal(Of("anna", "x.example", "imap", password), Of("anna", "x.example", "imap", password));
        Assert.NotEqual(Of("anna", "x.example", "imap", password), Of("anna", "x.example", "imap", password + "x"));
    }

    [Fact]
    public void How_it_came_and_where_from_are_part_of_it()
    {
        using var password = new Secret("secret"u8);
        IPAddress?[] sources = [null, IPAddress.Loopback, IPAddress.Parse("192.0.2.1"), IPAddress.IPv6Loopback, IPAddress.Parse("2001:db8::1")];

        var verifiers = new HashSet<Verifier>(
            from isSecure in (bool[])[true, false] from source in sources select _keys.VerifierOf("anna", "", "imap", password, isSecure, source));

        Assert.Equal(2 * sources.Length, verifiers.Count);
    }

    [Fact]
    public void Random_splits_of_one_text_never_meet()
    {
        var random = new Random(Seed);
        const string Text = "aab\0aab\0\0\u0004aab";
        var seen = new Dictionary<Verifier, (int, int, int)>();
        for (int i = 0; i < 2000; i++)
        {
            int[] cuts = [random.Next(Text.Length + 1), random.Next(Text.Length + 1), random.Next(Text.Length + 1)];
            Array.Sort(cuts);
            var split = (cuts[0], cuts[1], cuts[2]);

            Verifier verifier = Of(Text[..cuts[0]], Text[cuts[0]..cuts[1]], Text[cuts[1]..cuts[2]], Text[cuts[2]..]);

            Assert.True(seen.TryAdd(verifier, split) || seen[verifier] == split, $"seed {Seed}: {split} and {seen[verifier]}");
        }
    }

    [Fact]
    public void Another_process_has_other_verifiers_and_fingerprints()
    {
        using var password = new Secret("secret"u8);
        var other = new CredentialKeys();

        Assert.NotEqual(_keys.VerifierOf("anna", "", "imap", password, true, null), other.VerifierOf("anna", "", "imap", password, true, null));
        Assert.NotEqual(_keys.FingerprintOf(password), other.FingerprintOf(password));
    }

    [Fact]
    public void A_fingerprint_depends_on_the_password_alone_and_is_no_part_of_a_verifier()
    {
        byte[] key = new byte[32];
        var sameKeys = new CredentialKeys(key, key);
        using var first = new Secret("secret"u8);
        using var second = new Secret("secret"u8);
        using var third = new Secret("secreT"u8);

        Assert.Equal(_keys.FingerprintOf(first), _keys.FingerprintOf(second));
        Assert.NotEqual(_keys.FingerprintOf(first), _keys.FingerprintOf(third));
        Assert.NotEqual(sameKeys.FingerprintOf(first), (ulong)(uint)sameKeys.VerifierOf("", "", "", first, true, null).GetHashCode());
    }

    [Fact]
    public void A_verifier_does_not_print() => Assert.Equal("***", Of("anna", "", "imap", "secret").ToString());

    private Verifier Of(string user, string realm, string service, string password)
    {
        using var secret = new Secret(Encoding.UTF8.GetBytes(password));
        return _keys.VerifierOf(user, realm, service, secret, isSecure: true, source: null);
    }
}
