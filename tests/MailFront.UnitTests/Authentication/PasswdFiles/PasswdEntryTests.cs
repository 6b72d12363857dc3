using System.Text;
using MailFront.Authentication.Hashing;
using MailFront.Authentication.PasswdFiles;
using MailFront.Protocol;
using MailFront.UnitTests.Authentication.Fakes;

namespace MailFront.UnitTests.Authentication.PasswdFiles;

public sealed class PasswdEntryTests
{
    [Theory]
    [InlineData(PasswordScheme.Plain)]
    [InlineData(PasswordScheme.Sha256Crypt)]
    [InlineData(PasswordScheme.Sha512Crypt)]
    [InlineData(PasswordScheme.Pbkdf2)]
    [InlineData(PasswordScheme.Pbkdf2Sha256)]
    public void A_new_entry_is_read_back_and_matches(PasswordScheme scheme)
    {
        PasswdEntryOutcome outcome = Create("anna", Ask.Password, scheme);

        PasswdFileContents? contents = PasswdFileParser.Parse(Encoding.UTF8.GetBytes(outcome.Line + "\n"), maxEntries: 1);
        Assert.Equal(StoredPasswordKind.Usable, contents?.Find("anna").Kind);
        Assert.True(contents?.Typical.Hash?.Matches(Encoding.UTF8.GetBytes(Ask.Password)));
        Assert.Empty(contents!.Complaints);
    }

    [Fact]
    public void The_default_is_the_same_as_crypt_of_the_system_makes()
    {
        PasswdEntryOutcome outcome = PasswdEntry.Create("anna", Secret(Ask.Password), PasswdEntry.DefaultScheme, new byte[12]);

        Assert.Equal(
            "anna:{SHA512-CRYPT}$6$rounds=100000$................$"
            + "okajdVUOzJgKDHoG2o5LAxwY8dJGUlSx98RHv7HD2w8XJ5ugxlrcbxOvj5qwmWGwWtnZgTdav67dswAGCSZbY/",
            outcome.Line);
    }

    [Fact]
    public void Two_entries_for_one_password_differ()
    {
        Assert.NotEqual(Create("anna", "x", PasswordScheme.Sha512Crypt).Line, Create("anna", "x", PasswordScheme.Sha512Crypt).Line);
    }

    [Theory]
    [InlineData("", "x", PasswordScheme.Sha512Crypt)]
    [InlineData("a:b", "x", PasswordScheme.Sha512Crypt)]
    [InlineData("a\nb", "x", PasswordScheme.Sha512Crypt)]
    [InlineData("#anna", "x", PasswordScheme.Sha512Crypt)]
    [InlineData("anna", "", PasswordScheme.Sha512Crypt)]
    [InlineData("anna", "x\ny", PasswordScheme.Sha512Crypt)]
    [InlineData("anna", "x\0y", PasswordScheme.Pbkdf2)]
    [InlineData("anna", "x:y", PasswordScheme.Plain)]
    [InlineData("anna", "x", PasswordScheme.Crypt)]
    public void What_could_not_be_read_back_is_not_made(string user, string password, PasswordScheme scheme)
    {
        PasswdEntryOutcome outcome = Create(user, password, scheme);

        Assert.Null(outcome.Line);
        Assert.NotNull(outcome.Complaint);
    }

    [Fact]
    public void A_plain_password_that_is_not_UTF8_is_not_made()
    {
        Assert.Null(PasswdEntry.Create("anna", new Secret([0xff]), PasswordScheme.Plain).Line);
        Assert.NotNull(PasswdEntry.Create("anna", new Secret([0xff]), PasswordScheme.Pbkdf2Sha256).Line);
    }

    [Fact]
    public void A_password_over_the_limit_is_not_made()
    {
        Assert.NotNull(Create("anna", new string('x', 256), PasswordScheme.Plain).Line);
        Assert.Null(Create("anna", new string('x', 257), PasswordScheme.Plain).Line);
    }

    [Theory]
    [InlineData("sha512-crypt", PasswordScheme.Sha512Crypt)]
    [InlineData("PBKDF2-SHA256", PasswordScheme.Pbkdf2Sha256)]
    public void Schemes_are_found_by_name_in_any_case(string name, PasswordScheme expected)
    {
        Assert.True(PasswordSchemes.TryFind(name, out PasswordScheme scheme));
        Assert.Equal(expected, scheme);
        Assert.Equal(name.ToUpperInvariant(), PasswordSchemes.NameOf(scheme));
        Assert.False(PasswordSchemes.TryFind("{" + name + "}", out _));
    }

    private static PasswdEntryOutcome Create(string user, string password, PasswordScheme scheme) => PasswdEntry.Create(user, Secret(password), scheme);

    private static Secret Secret(string text) => new(Encoding.UTF8.GetBytes(text));
}
