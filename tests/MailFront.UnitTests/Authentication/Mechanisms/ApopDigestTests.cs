using System.Text;
using MailFront.Authentication.Mechanisms;

namespace MailFront.UnitTests.Authentication.Mechanisms;

public sealed class ApopDigestTests
{
    // RFC 1939 §7.
    private const string Timestamp = "<1896.697170952@dbc.mtview.ca.us>";
    private const string Digest = "c4c9334bac560ecc979e58001b3e22fb";

    [Fact]
    public void The_digest_of_the_rfc_is_right()
    {
        var credential = ApopDigest.Decide("mrose", Encoding.ASCII.GetBytes(Digest), Timestamp, "tanstaaf"u8.ToArray());

        Assert.Equal((CredentialProof.Proven, "mrose", "APOP"), (credential.Proof, credential.AuthenticationId, credential.Mechanism));
    }

    [Theory]
    [InlineData(Digest, "tanstaaff")]
    [InlineData(Digest, null)]
    [InlineData("c4c9334bac560ecc979e58001b3e22fa", "tanstaaf")]
    [InlineData("c4c9334bac560ecc979e58001b3e22f", "tanstaaf")]
    [InlineData("c4c9334bac560ecc979e58001b3e22fbfb", "tanstaaf")]
    [InlineData("", "tanstaaf")]
    [InlineData("zzzz334bac560ecc979e58001b3e22fb", "tanstaaf")]
    public void Any_other_digest_or_secret_is_refused(string digest, string? secret)
    {
        var credential = ApopDigest.Decide("mrose", Encoding.ASCII.GetBytes(digest), Timestamp, secret is null ? null : Encoding.ASCII.GetBytes(secret));

        Assert.Equal(CredentialProof.Refused, credential.Proof);
    }

    [Fact]
    public void A_timestamp_is_a_message_id_and_new_each_time()
    {
        var first = ApopDigest.NewTimestamp("mail.example.org");

        Assert.Matches("^<[0-9a-f]{24}@mail\\.example\\.org>$", first);
        Assert.NotEqual(first, ApopDigest.NewTimestamp("mail.example.org"));
    }
}
