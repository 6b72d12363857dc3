using System.Text;
using MailFront.Authentication.Hashing;

namespace MailFront.UnitTests.Authentication.Hashing;

public sealed class PasswordHashParserTests
{
    private const string Password = "sekrit pass";

    [Theory]
    [InlineData("{PLAIN}sekrit pass")] // doveadm pw
    [InlineData("{plain}sekrit pass")]
    [InlineData("{CLEARTEXT}sekrit pass")]
    [InlineData("{SHA512-CRYPT}$6$lOXYrwmhin.ia59N$D1hl29meLn9yCTYcbAoE/O8JWVf76qP0pAqcCGXVhigC8W6Fx5TjnXBbeao2JDYo5tp2jA2tfxsFCeeP5lA.a0")] // doveadm pw
    [InlineData("{SHA512-CRYPT}$6$rounds=10000$m54UNq65hcD2N2QZ$ESptdDfcAjamOuaTUMFnyaO9AhsKRjm/0SlEckIXV51.GjUKH1lJfRZCgBC42N7gBs6czi.flB/dAJutyW9XJ/")] // doveadm pw -r
    [InlineData("{SHA512-CRYPT}$6$saltstring$TC.jEkRLqgoFcW345oWYs6NxnkN8FNrIbcuNWfCB.9ksFOMMf2GjjkUD0TFh6/bDqDcJyXK9NGXRswMvhVFuK1")] // openssl passwd -6
    [InlineData("{SHA256-CRYPT}$5$QczzaY4REkgxIEeD$Fe79v1zSvAF30Dy7UI//H9fvc2iiKoZVhWBV0hxc1B.")] // doveadm pw
    [InlineData("{SHA256-CRYPT}$5$saltstring$x353E3YbKR2PgKmvSNJrgkSUo8619h3t3va2L32u/g/")] // openssl passwd -5
    [InlineData("$6$saltstring$TC.jEkRLqgoFcW345oWYs6NxnkN8FNrIbcuNWfCB.9ksFOMMf2GjjkUD0TFh6/bDqDcJyXK9NGXRswMvhVFuK1")]
    [InlineData("{BLF-CRYPT}$2y$05$yMUYwpA9V7Y5wX5ZERDB..tSNoTPFaL5En9t7IngPQshkML6a7Csu")] // doveadm pw
    [InlineData("{CRYPT}$2y$05$eNJkUE44smUV8uqlvJmT7u0uX45dioQfOFIHbhVwEQ4ZQ7aTGOOwq")] // doveadm pw
    [InlineData("{CRYPT}$2b$10$abcdefghijklmnopqrstuu1FqUQMghv/cRrMeDNJ0dXyO726jUibG")] // python crypt
    [InlineData("{CRYPT}$1$abcdefgh$xXJcW3VK9ljK/VlCdZCcZ/")] // python crypt
    [InlineData("{CRYPT}$y$j9T$F5Jx5fExrKuPp53xLKQ..1$2vam0OBIjMpu9qLBODMDaCocl6QxQL/g1hIGuoPKbu0")] // python crypt, Debian's default
    [InlineData("{CRYPT}$y$j75$abcdefgh$AGYH6Dkqai57D7kGowAuoV6FwWpdAe..DEdpgpiuua3")] // python crypt
    [InlineData("{PBKDF2}$1$e2Qh0GFh6LmHi.NZ$5000$42c0a5f5908a6f1a19c6736652222a799bf07662")] // doveadm pw
    [InlineData("{PBKDF2}$1$bB8gvFSXINUkz715$20000$b545f68fbaec4135e928b1fac99014cda08e1467")] // doveadm pw -r
    [InlineData("{PBKDF2-SHA256}1000$.vv8/f7/MDEyMzQ1Njc4OQ$zwt9C6xNhtG6UdR6wk.cbpuvu.0k4re6BDkKFvcTlGI")] // python hashlib, passlib's alphabet
    [InlineData("{PBKDF2-SHA256}1000$+vv8/f7/MDEyMzQ1Njc4OQ==$zwt9C6xNhtG6UdR6wk+cbpuvu+0k4re6BDkKFvcTlGI=")] // the same in plain base64
    public void A_known_hash_matches_its_password_and_no_other(string encoded)
    {
        IPasswordHash? hash = Parse(encoded).Hash;

        Assert.NotNull(hash);
        Assert.True(hash.Matches(Encoding.UTF8.GetBytes(Password)));
        Assert.False(hash.Matches("sekrit pasS"u8));
        Assert.False(hash.Matches("sekrit pass "u8));
        Assert.False(hash.Matches(""u8));
    }

    [Theory]
    [InlineData("{SHA512-CRYPT}$6$saltstring$TC.jEkRLqgoFcW345oWYs6NxnkN8FNrIbcuNWfCB.9ksFOMMf2GjjkUD0TFh6/bDqDcJyXK9NGXRswMvhVFuK1")]
    [InlineData("{CRYPT}$2y$05$eNJkUE44smUV8uqlvJmT7u0uX45dioQfOFIHbhVwEQ4ZQ7aTGOOwq")]
    public void A_password_does_not_end_at_a_NUL(string encoded)
    {
        IPasswordHash? hash = Parse(encoded).Hash;

        Assert.NotNull(hash);
        Assert.False(hash.Matches("sekrit pass\0more"u8));
    }

    [Fact]
    public void A_password_longer_than_libcrypt_takes_is_wrong_and_not_cut()
    {
        byte[] longest = [.. Enumerable.Repeat((byte)'x', 511)];
        byte[] stored = new byte[LibCrypt.MaxOutputLength];
        int length = LibCrypt.Hash(longest, "$5$rounds=1000$saltstring"u8, stored);

        IPasswordHash? hash = PasswordHashParser.Parse(stored.AsSpan(0, length)).Hash;

        Assert.NotNull(hash);
        Assert.True(hash.Matches(longest));
        Assert.False(hash.Matches([.. longest, (byte)'x']));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sekrit")]
    [InlineData("{")]
    [InlineData("{SHA512-CRYPT")]
    [InlineData("{MD5}abc")]
    [InlineData("{SHA512-CRYPT.b64}abc")]
    [InlineData("{PLAIN}")]
    [InlineData("{SHA512-CRYPT}")]
    [InlineData("{SHA512-CRYPT}$5$saltstring$x353E3YbKR2PgKmvSNJrgkSUo8619h3t3va2L32u/g/")]
    [InlineData("{SHA256-CRYPT}$5$saltstring$x353E3YbKR2PgKmvSNJrgkSUo8619h3t3va2L32u/g")]
    [InlineData("{SHA256-CRYPT}$5$saltstring$x353E3YbKR2PgKmvSNJrgkSUo8619h3t3va2L32u/g!")]
    [InlineData("{SHA256-CRYPT}$5$salt string$x353E3YbKR2PgKmvSNJrgkSUo8619h3t3va2L32u/g/")]
    [InlineData("{SHA256-CRYPT}$5$seventeencharacte$x353E3YbKR2PgKmvSNJrgkSUo8619h3t3va2L32u/g/")]
    [InlineData("{SHA256-CRYPT}$5$rounds=999$saltstring$x353E3YbKR2PgKmvSNJrgkSUo8619h3t3va2L32u/g/")]
    [InlineData("{SHA256-CRYPT}$5$rounds=05000$saltstring$x353E3YbKR2PgKmvSNJrgkSUo8619h3t3va2L32u/g/")]
    [InlineData("{SHA256-CRYPT}$5$rounds=1000001$saltstring$x353E3YbKR2PgKmvSNJrgkSUo8619h3t3va2L32u/g/")]
    [InlineData("{SHA256-CRYPT}$5$rounds=999999999999999999999$saltstring$x353E3YbKR2PgKmvSNJrgkSUo8619h3t3va2L32u/g/")]
    [InlineData("{SHA256-CRYPT}$5$rounds=5000")]
    [InlineData("{CRYPT}abJnggxhB/yWI")]
    [InlineData("{CRYPT}$2b$14$abcdefghijklmnopqrstuu1FqUQMghv/cRrMeDNJ0dXyO726jUibG")]
    [InlineData("{CRYPT}$2b$03$abcdefghijklmnopqrstuu1FqUQMghv/cRrMeDNJ0dXyO726jUibG")]
    [InlineData("{CRYPT}$2x$10$abcdefghijklmnopqrstuu1FqUQMghv/cRrMeDNJ0dXyO726jUibG")]
    [InlineData("{CRYPT}$2b$10$abcdefghijklmnopqrstuu1FqUQMghv/cRrMeDNJ0dXyO726jUib")]
    [InlineData("{CRYPT}$y$jFT$F5Jx5fExrKuPp53xLKQ..1$2vam0OBIjMpu9qLBODMDaCocl6QxQL/g1hIGuoPKbu0")]
    [InlineData("{CRYPT}$y$jzT$F5Jx5fExrKuPp53xLKQ..1$2vam0OBIjMpu9qLBODMDaCocl6QxQL/g1hIGuoPKbu0")]
    [InlineData("{CRYPT}$y$j9z$F5Jx5fExrKuPp53xLKQ..1$2vam0OBIjMpu9qLBODMDaCocl6QxQL/g1hIGuoPKbu0")]
    [InlineData("{CRYPT}$7$CU..../....2Q9obwLhin8qvQl6sisAO/$YH87AaLEBD3Uz0WTB.uaWUEHN9lW3HkFgCkOO2MKNPC")]
    [InlineData("{PBKDF2}$1$salt$0$42c0a5f5908a6f1a19c6736652222a799bf07662")]
    [InlineData("{PBKDF2}$1$salt$-5$42c0a5f5908a6f1a19c6736652222a799bf07662")]
    [InlineData("{PBKDF2}$1$salt$2000001$42c0a5f5908a6f1a19c6736652222a799bf07662")]
    [InlineData("{PBKDF2}$2$salt$5000$42c0a5f5908a6f1a19c6736652222a799bf07662")]
    [InlineData("{PBKDF2}$1$$5000$42c0a5f5908a6f1a19c6736652222a799bf07662")]
    [InlineData("{PBKDF2}$1$salt$5000$42c0a5f5908a6f1a19c6736652222a799bf0766")]
    [InlineData("{PBKDF2}$1$salt$5000$42c0a5f5908a6f1a19c6736652222a799bf0766z")]
    [InlineData("{PBKDF2}$1$salt$5000$42c0a5f5908a6f1a19c6736652222a799bf07662$")]
    [InlineData("{PBKDF2-SHA256}1000$.vv8/f7/MDEyMzQ1Njc4OQ$zwt9C6xNhtG6UdR6wk")]
    [InlineData("{PBKDF2-SHA256}1000$$zwt9C6xNhtG6UdR6wk.cbpuvu.0k4re6BDkKFvcTlGI")]
    [InlineData("{PBKDF2-SHA256}9999999$.vv8/f7/MDEyMzQ1Njc4OQ$zwt9C6xNhtG6UdR6wk.cbpuvu.0k4re6BDkKFvcTlGI")]
    [InlineData("{PBKDF2-SHA256}1000$ä$zwt9C6xNhtG6UdR6wk.cbpuvu.0k4re6BDkKFvcTlGI")]
    public void A_malformed_weak_or_too_expensive_hash_is_not_used_and_not_quoted(string encoded)
    {
        PasswordHashOutcome outcome = Parse(encoded);

        Assert.Null(outcome.Hash);
        Assert.NotNull(outcome.Complaint);
        string payload = encoded[(encoded.IndexOf('}', StringComparison.Ordinal) + 1)..];
        Assert.True(payload.Length < 5 || !outcome.Complaint.Contains(payload, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{SHA512-CRYPT}$6$rounds=10000$m54UNq65hcD2N2QZ$ESptdDfcAjamOuaTUMFnyaO9AhsKRjm/0SlEckIXV51.GjUKH1lJfRZCgBC42N7gBs6czi.flB/dAJutyW9XJ/", "SHA512-CRYPT:10000")]
    [InlineData("{SHA256-CRYPT}$5$saltstring$x353E3YbKR2PgKmvSNJrgkSUo8619h3t3va2L32u/g/", "SHA256-CRYPT:5000")]
    [InlineData("{CRYPT}$2b$10$abcdefghijklmnopqrstuu1FqUQMghv/cRrMeDNJ0dXyO726jUibG", "BLF-CRYPT:10")]
    [InlineData("{CRYPT}$y$j9T$F5Jx5fExrKuPp53xLKQ..1$2vam0OBIjMpu9qLBODMDaCocl6QxQL/g1hIGuoPKbu0", "YESCRYPT:12:32")]
    [InlineData("{PBKDF2}$1$e2Qh0GFh6LmHi.NZ$5000$42c0a5f5908a6f1a19c6736652222a799bf07662", "PBKDF2-SHA1:5000")]
    public void The_cost_names_scheme_and_parameters(string encoded, string cost)
    {
        Assert.Equal(cost, Parse(encoded).Hash?.Cost);
    }

    [Fact]
    public void Every_beginning_of_every_hash_is_parsed_without_an_exception()
    {
        const string Yescrypt = "{CRYPT}$y$j9T$F5Jx5fExrKuPp53xLKQ..1$2vam0OBIjMpu9qLBODMDaCocl6QxQL/g1hIGuoPKbu0";
        const string Sha = "{SHA256-CRYPT}$5$rounds=1000$saltstring$x353E3YbKR2PgKmvSNJrgkSUo8619h3t3va2L32u/g/";
        const string Pbkdf2 = "{PBKDF2}$1$e2Qh0GFh6LmHi.NZ$5000$42c0a5f5908a6f1a19c6736652222a799bf07662";
        const string Pbkdf2Sha256 = "{PBKDF2-SHA256}1000$.vv8/f7/MDEyMzQ1Njc4OQ$zwt9C6xNhtG6UdR6wk.cbpuvu.0k4re6BDkKFvcTlGI";
        foreach (string whole in (string[])[Yescrypt, Sha, Pbkdf2, Pbkdf2Sha256])
        {
            for (int length = 0; length < whole.Length; length++)
            {
                Assert.Null(Parse(whole[..length]).Hash);
            }
        }
    }

    private static PasswordHashOutcome Parse(string encoded) => PasswordHashParser.Parse(Encoding.UTF8.GetBytes(encoded));
}
