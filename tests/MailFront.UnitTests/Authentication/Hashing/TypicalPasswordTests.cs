using MailFront.Authentication.Hashing;

namespace MailFront.UnitTests.Authentication.Hashing;

public sealed class TypicalPasswordTests
{
    private const string Sha256 = "$5$saltstring$x353E3YbKR2PgKmvSNJrgkSUo8619h3t3va2L32u/g/";

    [Fact]
    public void It_begins_with_what_the_passwd_command_makes() =>
        Assert.All(Enumerable.Range(0, 50), _ => Assert.Equal("SHA512-CRYPT:100000", new TypicalPassword().Current.Hash?.Cost));

    [Fact]
    public void It_becomes_what_most_users_have()
    {
        var typical = new TypicalPassword();
        typical.Learn(StoredPassword.Parse("{PLAIN}a"));
        typical.Learn(StoredPassword.Parse(Sha256));
        typical.Learn(StoredPassword.Parse(Sha256));
        typical.Learn(StoredPassword.Locked);
        typical.Learn(default);

        Assert.Equal("SHA256-CRYPT:5000", typical.Current.Hash?.Cost);
    }

    [Fact]
    public void It_follows_a_store_that_changes_its_scheme()
    {
        var typical = new TypicalPassword();
        for (int i = 0; i < 20_000; i++)
        {
            typical.Learn(StoredPassword.Parse("{PLAIN}a"));
        }

        for (int i = 0; i < 10_000; i++)
        {
            typical.Learn(StoredPassword.Parse(Sha256));
        }

        Assert.Equal("SHA256-CRYPT:5000", typical.Current.Hash?.Cost);
    }
}
