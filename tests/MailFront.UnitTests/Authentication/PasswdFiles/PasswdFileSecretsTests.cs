using MailFront.Authentication.Hashing;
using MailFront.Authentication.Mechanisms;
using MailFront.Authentication.Mechanisms.Scram;
using MailFront.Authentication.PasswdFiles;
using MailFront.Defence.Login;
using MailFront.TestKit.Time;
using MailFront.UnitTests.Authentication.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.UnitTests.Authentication.PasswdFiles;

public sealed class PasswdFileSecretsTests : IDisposable
{
    // Dovecot: doveadm pw -s SCRAM-SHA-256 -p pencil, with the salt of RFC 7677 §3.
    private const string Keys =
        "{SCRAM-SHA-256}4096,W22ZaJ0SNY7soEsUEjb6gQ==,WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=,wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";

    private static readonly byte[] _key = [1, 2, 3];

    private readonly HashingThreads _threads = new(1);
    private readonly ScramDerivation _derivation;

    public PasswdFileSecretsTests() => _derivation = new ScramDerivation(_threads, new ManualTimeProvider(), NullLogger<ScramDerivation>.Instance);

    [Fact]
    public void Dovecots_keys_answer_a_plain_password_too()
    {
        var hash = PasswordHashParser.Parse(System.Text.Encoding.ASCII.GetBytes(Keys)).Hash;

        Assert.NotNull(hash);
        Assert.True(hash.Matches("pencil"u8));
        Assert.False(hash.Matches("pencils"u8));
    }

    [Theory]
    [InlineData("{SCRAM-SHA-256}")]
    [InlineData("{SCRAM-SHA-256}4096,W22ZaJ0SNY7soEsUEjb6gQ==,WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=")]
    [InlineData("{SCRAM-SHA-256}0,W22ZaJ0SNY7soEsUEjb6gQ==,WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=,wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=")]
    [InlineData("{SCRAM-SHA-256}4096,,WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=,wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=")]
    [InlineData("{SCRAM-SHA-1}4096,W22ZaJ0SNY7soEsUEjb6gQ==,WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=,wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=")]
    public void Malformed_keys_are_complained_about(string encoded)
    {
        Assert.NotNull(PasswordHashParser.Parse(System.Text.Encoding.ASCII.GetBytes(encoded)).Complaint);
    }

    [Theory]
    [InlineData(ScramOffer.Auto, "anna:" + Keys + "\nbert:{PLAIN}x\n", true, false)]
    [InlineData(ScramOffer.Auto, "anna:" + Keys + "\nbert:!\n", true, false)]
    [InlineData(ScramOffer.Auto, "bert:{PLAIN}x\n", true, true)]
    [InlineData(ScramOffer.Auto, "anna:" + Keys + "\ncarl:{PBKDF2-SHA256}1$AAAA$0000000000000000000000000000000000000000000\n", false, false)]
    [InlineData(ScramOffer.Yes, "anna:" + Keys + "\ncarl:{PBKDF2-SHA256}1$AAAA$0000000000000000000000000000000000000000000\n", true, false)]
    [InlineData(ScramOffer.Yes, "bert:!\n", false, false)]
    [InlineData(ScramOffer.No, "bert:{PLAIN}x\n", false, false)]
    public async Task Scram_is_answered_where_the_option_and_the_entries_allow(ScramOffer offer, string users, bool sha256, bool sha1)
    {
        await using var file = await LoadAsync(users);
        var secrets = new PasswdFileSecrets(file, _key, offer, _derivation);

        Assert.Equal((sha256, sha1), (secrets.CanAnswer(ScramAlgorithm.Sha256), secrets.CanAnswer(ScramAlgorithm.Sha1)));
    }

    [Fact]
    public async Task A_users_own_keys_and_those_of_a_plain_password_can_be_used()
    {
        await using var file = await LoadAsync("anna:" + Keys + "\nbert:{PLAIN}pencil\n");
        IStoredSecrets secrets = new PasswdFileSecrets(file, _key, ScramOffer.Auto, _derivation);

        var own = await KeysAsync(secrets, "anna");
        var derived = await KeysAsync(secrets, "bert");

        Assert.Equal((4096, "W22ZaJ0SNY7soEsUEjb6gQ==", null), (own.Iterations, Convert.ToBase64String(own.Salt), own.Refusal));
        Assert.Equal(ScramAlgorithm.Sha256.Derive("pencil"u8, derived.Salt, derived.Iterations).StoredKey, derived.StoredKey);
        Assert.Null(derived.Refusal);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("locked")]
    [InlineData("hashed")]
    public async Task A_decoy_looks_like_the_first_keys_and_is_the_same_after_a_restart(string user)
    {
        const string Users = "anna:" + Keys + "\nlocked:!\nhashed:{PBKDF2-SHA256}1$AAAA$0000000000000000000000000000000000000000000\n";
        await using var file = await LoadAsync(Users);
        await using var again = await LoadAsync(Users);
        IStoredSecrets secrets = new PasswdFileSecrets(file, _key, ScramOffer.Yes, _derivation);
        IStoredSecrets restarted = new PasswdFileSecrets(again, _key, ScramOffer.Yes, _derivation);
        IStoredSecrets elsewhere = new PasswdFileSecrets(again, [9], ScramOffer.Yes, _derivation);

        var decoy = await KeysAsync(secrets, user);

        Assert.NotNull(decoy.Refusal);
        Assert.Equal((4096, 16), (decoy.Iterations, decoy.Salt.Length));
        Assert.Equal(decoy.Salt, (await KeysAsync(restarted, user)).Salt);
        Assert.NotEqual(decoy.Salt, (await KeysAsync(elsewhere, user)).Salt);
        Assert.NotEqual(decoy.Salt, (await KeysAsync(secrets, user + "x")).Salt);
    }

    [Fact]
    public async Task Apop_needs_a_password_stored_as_it_is()
    {
        await using var file = await LoadAsync("anna:" + Keys + "\nbert:{PLAIN}pencil\n");
        await using var without = await LoadAsync("anna:" + Keys + "\n");
        var secrets = new PasswdFileSecrets(file, _key, ScramOffer.No, _derivation);

        Assert.True(secrets.CanAnswerApop);
        Assert.False(new PasswdFileSecrets(without, _key, ScramOffer.No, _derivation).CanAnswerApop);
        Assert.Equal("pencil"u8.ToArray(), secrets.FindPlain("bert"));
        Assert.Null(secrets.FindPlain("anna"));
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("nobody")]
    public async Task Who_is_there_and_who_is_not_wait_in_the_same_line(string user)
    {
        await using var file = await LoadAsync("bert:{PLAIN}pencil\n");
        IStoredSecrets secrets = new PasswdFileSecrets(file, _key, ScramOffer.Auto, _derivation);

        await KeysAsync(secrets, user);
        await KeysAsync(secrets, user);

        Assert.Equal(2, _derivation.TakeSnapshot().Classes.Single(line => line.Class == LoginClass.New).Accepted);
    }

    public void Dispose() => _threads.Dispose();

    private static async Task<ScramKeys> KeysAsync(IStoredSecrets secrets, string user)
    {
        var keys = await secrets.FindKeysAsync(user, ScramAlgorithm.Sha256, LoginClass.New, CancellationToken.None);
        Assert.NotNull(keys);
        return keys;
    }

    private static async Task<PasswdFile> LoadAsync(string users)
    {
        var file = new PasswdFile(new MemoryPasswdFile(users), new ManualTimeProvider(), new RecordingLogger<PasswdFile>());
        await file.StartAsync(CancellationToken.None);
        return file;
    }
}
