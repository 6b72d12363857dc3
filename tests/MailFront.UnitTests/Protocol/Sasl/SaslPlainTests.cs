using System.Text;
using MailFront.Protocol;
using MailFront.Protocol.Sasl;

namespace MailFront.UnitTests.Protocol.Sasl;

public sealed class SaslPlainTests
{
    [Theory]
    [InlineData("\0joe\0secret", "", "joe", "secret")]
    [InlineData("jane\0joe\0s e\tc\r\nret", "jane", "joe", "s e\tc\r\nret")]
    [InlineData("\0jörg@example.org\0pässword", "", "jörg@example.org", "pässword")]
    public void A_message_gives_who_as_whom_and_the_password(string plain, string authzid, string authcid, string password)
    {
        Assert.True(SaslPlain.TryParse(Encoding.UTF8.GetBytes(plain), out SaslPlainMessage? message));

        using (message)
        {
            Assert.Equal((authzid, authcid, password), (message!.Authzid, message.Authcid, Encoding.UTF8.GetString(message.Password.Bytes)));
        }

        Assert.Equal(new byte[message.Password.Length], message.Password.Bytes.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("joe")]
    [InlineData("joe\0secret")]
    [InlineData("\0\0secret")]
    [InlineData("\0joe\0")]
    [InlineData("\0joe\0sec\0ret")]
    [InlineData("\0joe\0secret\0")]
    [InlineData("\0x\r\nPASS y\0secret")]
    [InlineData("x\r\nPASS y\0joe\0secret")]
    [InlineData("\0jo\x7f\0secret")]
    [InlineData("\0jo\x01\0secret")]
    [InlineData("\0j\xf6rg\0secret")]
    [InlineData("\0joe\0\xc0\xaf")]
    [InlineData("\0\xed\xa0\x80\0secret")]
    public void Malformed_or_dangerous_messages_are_refused(string plain)
    {
        Assert.False(SaslPlain.TryParse(Octets.Of(plain), out SaslPlainMessage? message));
        Assert.Null(message);
    }

    [Fact]
    public void Each_control_character_is_refused_in_both_identities()
    {
        for (char control = '\x01'; control < ' '; control++)
        {
            Assert.False(SaslPlain.TryParse(Octets.Of($"\0j{control}\0secret"), out _));
            Assert.False(SaslPlain.TryParse(Octets.Of($"j{control}\0joe\0secret"), out _));
        }
    }

    [Fact]
    public void What_was_encoded_for_a_backend_decodes_to_the_same()
    {
        using var secret = new Secret("p\"ä\\ss"u8);

        byte[] base64 = SaslPlain.Encode("jörg", "proxy", secret);

        byte[] plain = Convert.FromBase64String(Encoding.ASCII.GetString(base64));
        Assert.True(SaslPlain.TryParse(plain, out SaslPlainMessage? message));
        Assert.Equal(("jörg", "proxy"), (message.Authzid, message.Authcid));
        Assert.True(message.Password.FixedTimeEquals(secret.Bytes));
        message.Dispose();
    }

    [Fact]
    public void Nul_cannot_be_encoded()
    {
        using var secret = new Secret("x"u8);
        using var bad = new Secret("x\0y"u8);

        Assert.Throws<ArgumentException>(() => SaslPlain.Encode("a\0b", "proxy", secret));
        Assert.Throws<ArgumentException>(() => SaslPlain.Encode("a", "pro\0xy", secret));
        Assert.Throws<ArgumentException>(() => SaslPlain.Encode("a", "proxy", bad));
    }

    [Fact]
    public void Random_messages_never_throw()
    {
        var random = new Random(19);
        for (int i = 0; i < 50_000; i++)
        {
            byte[] plain = Octets.Random(random, 40, "joe\0\0\xc3\xb6");

            if (SaslPlain.TryParse(plain, out SaslPlainMessage? message))
            {
                Assert.False(string.IsNullOrEmpty(message.Authcid));
                Assert.DoesNotContain(message.Authzid + message.Authcid, c => c < ' ' || c == '\x7f');
                message.Dispose();
            }
        }
    }
}
