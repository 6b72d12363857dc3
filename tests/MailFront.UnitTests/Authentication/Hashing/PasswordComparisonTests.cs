using MailFront.Authentication.Checkers;
using MailFront.Authentication.Hashing;
using MailFront.UnitTests.Authentication.Fakes;

namespace MailFront.UnitTests.Authentication.Hashing;

public sealed class PasswordComparisonTests : IDisposable
{
    private readonly HashingThreads _threads = new(1);

    [Theory]
    [InlineData("{PLAIN}sekrit pass", CheckVerdict.Accepted)]
    [InlineData("{PLAIN}other", CheckVerdict.Wrong)]
    [InlineData("!{PLAIN}sekrit pass", CheckVerdict.Wrong)]
    [InlineData("{CRYPT}*", CheckVerdict.Wrong)]
    [InlineData("{ROT13}sekrit pass", CheckVerdict.Wrong)]
    [InlineData("sekrit pass", CheckVerdict.Wrong)]
    [InlineData("", CheckVerdict.Wrong)]
    public async Task What_is_stored_decides(string stored, CheckVerdict verdict)
    {
        CheckOutcome outcome = await new PasswordComparison(_threads).JudgeAsync(
            StoredPassword.Parse(stored), default, Ask.About("x").Password, CancellationToken.None);

        Assert.Equal(verdict, outcome.Verdict);
    }

    [Theory]
    [InlineData("!")]
    [InlineData("{ROT13}x")]
    [InlineData(null)]
    public async Task Whoever_has_no_usable_password_costs_what_is_typical_and_is_not_accepted_by_it(string? stored)
    {
        var typical = StoredPassword.Parse("{PLAIN}" + Ask.Password);
        StoredPassword own = stored is null ? default : StoredPassword.Parse(stored);

        CheckOutcome outcome = await new PasswordComparison(_threads).JudgeAsync(own, typical, Ask.About("x").Password, CancellationToken.None);
        _threads.Dispose();
        CheckOutcome busy = await new PasswordComparison(_threads).JudgeAsync(own, typical, Ask.About("x").Password, CancellationToken.None);

        Assert.NotEqual(CheckVerdict.Accepted, outcome.Verdict);
        Assert.Equal(CheckVerdict.Unavailable, busy.Verdict);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(256, false)]
    [InlineData(257, true)]
    public void Empty_and_overlong_passwords_are_refused_without_a_look(int length, bool isRefused) =>
        Assert.Equal(isRefused, PasswordComparison.Refuse(Ask.About("x", new string('p', length)).Password) is not null);

    public void Dispose() => _threads.Dispose();
}
