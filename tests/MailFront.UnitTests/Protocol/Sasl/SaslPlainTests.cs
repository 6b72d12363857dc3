using System.Text;
using MailFront.Protocol;
using MailFront.Protocol.Sasl;

namespace MailFront.UnitTests.Protocol.Sasl;

public sealed class SaslPlainTests
{
    private const int MaxDecoded = 100;

    [Theory]
    [InlineData("\0joe\0secret", "", "joe", "secret")]
    [InlineData("jane\0joe\0s e\tc\r\nret", "jane", "joe", "s e\tc\r\nret")]
    [InlineData("\0jörg@example.org\0pässword", "", "jörg@example.org", "pässword")]
    public void A_message_gives_who_as_whom_and_the_password(string plain, string authzid, string authcid, string password)
    {
        Assert.True(TryDecode(Encoding.UTF8.GetBytes(plain), out SaslPlainMessage? message));

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
        Assert.False(TryDecode(Octets.Of(plain), out SaslPlainMessage? message));
        Assert.Null(message);
    }

    [Fact]
    public void Each_control_character_is_refused_in_both_identities()
    {
        for (char control = '\x01'; control < ' '; control++)
        {
            Assert.False(TryDecode(Octets.Of($"\0j{control}\0secret"), out _));
            Assert.False(TryDecode(Octets.Of($"j{control}\0joe\0secret"), out _));
        }
    }

    [Theory]
    [InlineData("=")]
    [InlineData("*")]
    [InlineData("AGpvZQBzZWNyZXQ")]
    public void Bad_base64_is_refused(string base64) => Assert.False(SaslPlain.TryDecode(Octets.Of(base64), MaxDecoded, out _));

    [Fact]
    public void A_message_over_the_limit_is_refused()
    {
        byte[] fits = Octets.Of("\0joe\0" + new string('x', MaxDecoded - 5));

        Assert.True(TryDecode(fits, out SaslPlainMessage? message));
        message!.Dispose();
        Assert.False(TryDecode([.. fits, (byte)'x'], out _));
    }

    [Fact]
    public void A_huge_message_is_refused_without_a_buffer_of_its_size()
    {
        byte[] huge = SaslBase64.Encode(new byte[1 << 20]);

        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isDecoded = SaslPlain.TryDecode(huge, MaxDecoded, out _);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.False(isDecoded);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void What_was_encoded_for_a_backend_decodes_to_the_same()
    {
        using var secret = new Secret("p\"ä\\ss"u8);

        byte[] base64 = SaslPlain.Encode("jörg", "proxy", secret);

        Assert.True(SaslPlain.TryDecode(base64, MaxDecoded, out SaslPlainMessage? message));
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
            byte[] wire = random.Next(2) == 0 ? SaslBase64.Encode(plain) : Octets.Random(random, 40, "AGpvZQ==");

            if (SaslPlain.TryDecode(wire, MaxDecoded, out SaslPlainMessage? message))
            {
                Assert.False(string.IsNullOrEmpty(message.Authcid));
                Assert.DoesNotContain(message.Authzid + message.Authcid, c => c < ' ' || c == '\x7f');
                message.Dispose();
            }
        }
    }

    private static bool TryDecode(byte[] plain, out SaslPlainMessage? message) => SaslPlain.TryDecode(SaslBase64.Encode(plain), MaxDecoded, out message);
}
