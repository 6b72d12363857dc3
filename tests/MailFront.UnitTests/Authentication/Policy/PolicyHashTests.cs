using MailFront.Authentication.Policy;

namespace MailFront.UnitTests.Authentication.Policy;

public sealed class PolicyHashTests
{
    // sha256("nonce" "alice" NUL "secret") is d525ffa9…6186; the forms follow the table in Dovecot's lib/buffer.h: the first bits, moved to the right.
    [Theory]
    [InlineData(12, "0d52")]
    [InlineData(0, "d525ffa945844a81c8787545b30c7ce6b396cf0ccae99a8b6a06f9b880986186")]
    [InlineData(256, "d525ffa945844a81c8787545b30c7ce6b396cf0ccae99a8b6a06f9b880986186")]
    [InlineData(1, "01")]
    [InlineData(7, "6a")]
    [InlineData(8, "d5")]
    [InlineData(9, "01aa")]
    [InlineData(16, "d525")]
    [InlineData(20, "0d525f")]
    public void The_hash_is_Dovecot_s(int bits, string hash)
    {
        Assert.Equal(hash, PolicyHash.Of("nonce", "alice", "secret"u8, bits));
    }

    [Fact]
    public void User_and_password_are_kept_apart()
    {
        Assert.NotEqual(PolicyHash.Of("n", "alices", "ecret"u8, 0), PolicyHash.Of("n", "alice", "secret"u8, 0));
    }
}
