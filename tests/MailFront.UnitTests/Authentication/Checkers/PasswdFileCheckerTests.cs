using MailFront.Authentication.Checkers;
using MailFront.Authentication.Hashing;
using MailFront.Authentication.PasswdFiles;
using MailFront.TestKit.Time;
using MailFront.UnitTests.Authentication.Fakes;

namespace MailFront.UnitTests.Authentication.Checkers;

public sealed class PasswdFileCheckerTests : IDisposable
{
    private const string Users =
        "anna:{SHA256-CRYPT}$5$saltstring$x353E3YbKR2PgKmvSNJrgkSUo8619h3t3va2L32u/g/\nbert:!\ncarl:{ROT13}x\n";

    private readonly HashingThreads _threads = new(1);

    [Theory]
    [InlineData("anna", Ask.Password, CheckVerdict.Accepted)]
    [InlineData("anna", "wrong", CheckVerdict.Wrong)]
    [InlineData("anna", "", CheckVerdict.Wrong)]
    [InlineData("bert", Ask.Password, CheckVerdict.Wrong)]
    [InlineData("bert", "!", CheckVerdict.Wrong)]
    [InlineData("carl", Ask.Password, CheckVerdict.Wrong)]
    [InlineData("dora", Ask.Password, CheckVerdict.UnknownUser)]
    [InlineData("Anna", Ask.Password, CheckVerdict.UnknownUser)]
    public async Task The_file_decides(string user, string password, CheckVerdict verdict)
    {
        await using PasswdFile file = await LoadAsync(Users);

        CheckOutcome outcome = await new PasswdFileChecker(file, _threads).CheckAsync(Ask.About(user, password), CancellationToken.None);

        Assert.Equal(verdict, outcome.Verdict);
        Assert.DoesNotContain(Ask.Password, $"{outcome.Detail}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_overlong_password_is_wrong_without_hashing()
    {
        await using PasswdFile file = await LoadAsync(Users);
        _threads.Dispose();

        CheckOutcome outcome = await new PasswdFileChecker(file, _threads).CheckAsync(Ask.About("anna", new string('x', 257)), CancellationToken.None);

        Assert.Equal(CheckVerdict.Wrong, outcome.Verdict);
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("carl")]
    [InlineData("dora")]
    public async Task A_user_without_a_hash_costs_hashing_all_the_same(string user)
    {
        await using PasswdFile file = await LoadAsync(Users);
        _threads.Dispose();

        CheckOutcome outcome = await new PasswdFileChecker(file, _threads).CheckAsync(Ask.About(user), CancellationToken.None);

        Assert.Equal(new CheckOutcome(CheckVerdict.Unavailable, "all hashing threads are busy"), outcome);
    }

    [Fact]
    public async Task Nobody_is_blamed_before_the_file_is_loaded()
    {
        await using var file = new PasswdFile(new MemoryPasswdFile(Users), new ManualTimeProvider(), new RecordingLogger<PasswdFile>());

        CheckOutcome outcome = await new PasswdFileChecker(file, _threads).CheckAsync(Ask.About("anna"), CancellationToken.None);

        Assert.Equal(CheckVerdict.Unavailable, outcome.Verdict);
    }

    [Fact]
    public async Task In_an_empty_file_everybody_is_unknown()
    {
        await using PasswdFile file = await LoadAsync("# nobody yet\n");

        CheckOutcome outcome = await new PasswdFileChecker(file, _threads).CheckAsync(Ask.About("anna"), CancellationToken.None);

        Assert.Equal(CheckVerdict.UnknownUser, outcome.Verdict);
    }

    public void Dispose() => _threads.Dispose();

    private static async Task<PasswdFile> LoadAsync(string text)
    {
        var file = new PasswdFile(new MemoryPasswdFile(text), new ManualTimeProvider(), new RecordingLogger<PasswdFile>());
        await file.StartAsync(CancellationToken.None);
        return file;
    }
}
