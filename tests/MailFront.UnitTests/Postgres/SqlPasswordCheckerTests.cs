using MailFront.Authentication.Checkers;
using MailFront.Authentication.Hashing;
using MailFront.Postgres;
using MailFront.UnitTests.Authentication.Fakes;

namespace MailFront.UnitTests.Postgres;

public sealed class SqlPasswordCheckerTests : IDisposable
{
    private readonly HashingThreads _threads = new(1);
    private readonly MemoryPasswordTable _table = new(new Dictionary<string, string>
    {
        ["anna"] = "$5$saltstring$x353E3YbKR2PgKmvSNJrgkSUo8619h3t3va2L32u/g/",
        ["bert"] = "!",
        ["carl"] = "{ROT13}x",
    });

    [Theory]
    [InlineData("anna", Ask.Password, CheckVerdict.Accepted)]
    [InlineData("anna", "wrong", CheckVerdict.Wrong)]
    [InlineData("bert", Ask.Password, CheckVerdict.Wrong)]
    [InlineData("carl", Ask.Password, CheckVerdict.Wrong)]
    [InlineData("dora", Ask.Password, CheckVerdict.UnknownUser)]
    public async Task The_table_decides(string user, string password, CheckVerdict verdict)
    {
        await using var checker = new SqlPasswordChecker(_table, _threads);

        Assert.Equal(verdict, (await checker.CheckAsync(Ask.About(user, password), CancellationToken.None)).Verdict);
    }

    [Fact]
    public async Task An_empty_password_is_refused_without_a_query()
    {
        await using var checker = new SqlPasswordChecker(_table, _threads);

        Assert.Equal(CheckVerdict.Wrong, (await checker.CheckAsync(Ask.About("anna", ""), CancellationToken.None)).Verdict);
        Assert.Equal(0, _table.Questions);
    }

    [Fact]
    public async Task Trouble_with_the_database_is_no_verdict()
    {
        await using var checker = new SqlPasswordChecker(_table, _threads);
        _table.Trouble = "down";

        Assert.Equal(new CheckOutcome(CheckVerdict.Unavailable, "down"), await checker.CheckAsync(Ask.About("anna"), CancellationToken.None));
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("carl")]
    [InlineData("dora")]
    public async Task A_user_without_a_hash_costs_hashing_all_the_same(string user)
    {
        await using var checker = new SqlPasswordChecker(_table, _threads);
        _threads.Dispose();

        Assert.Equal(CheckVerdict.Unavailable, (await checker.CheckAsync(Ask.About(user), CancellationToken.None)).Verdict);
    }

    public void Dispose() => _threads.Dispose();
}
