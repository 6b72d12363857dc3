using System.Text;
using MailFront.Authentication;
using MailFront.Authentication.Verifiers;
using MailFront.Defence.Login;
using MailFront.UnitTests.Authentication.Fakes;

namespace MailFront.UnitTests.Authentication.Verifiers;

public sealed class QuestionsUnderWayTests
{
    private static readonly SharedQuestion _same = new(default, LoginClass.New, 0);

    private readonly QuestionsUnderWay _underWay = new();
    private readonly TaskCompletionSource<AuthenticationOutcome> _answer = new();
    private readonly List<PasswordQuestion> _asked = [];
    private CancellationToken _abandoned;

    [Fact]
    public async Task Identical_questions_share_one_call()
    {
        Task<AuthenticationOutcome>[] asked = [.. Enumerable.Range(0, 10).Select(_ => AskAsync())];

        _answer.SetResult(new AuthenticationOutcome(AuthenticationStatus.Accepted, "checker", null));

        AuthenticationOutcome[] outcomes = await Task.WhenAll(asked);
        Assert.Single(_asked);
        Assert.All(outcomes, outcome => Assert.Equal(AuthenticationStatus.Accepted, outcome.Status));
        Assert.Equal((9, 0), (_underWay.Shared, _underWay.Count));
    }

    [Fact]
    public async Task Questions_that_differ_in_anything_do_not_share()
    {
        _ = AskAsync();
        _ = AskAsync(_same with { Generation = 1 });
        _ = AskAsync(_same with { Class = LoginClass.Suspect });
        _ = AskAsync(_same with { Verifier = new Verifier(new byte[31].Append((byte)1).ToArray()) });

        Assert.Equal(4, _asked.Count);
        _answer.SetResult(default);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task One_who_leaves_takes_nothing_from_the_others()
    {
        using var first = new CancellationTokenSource();
        Task<AuthenticationOutcome> leaves = AskAsync(leaves: first.Token);
        Task<AuthenticationOutcome> stays = AskAsync();

        await first.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        Assert.False(_abandoned.IsCancellationRequested);
        _answer.SetResult(new AuthenticationOutcome(AuthenticationStatus.Accepted, null, null));
        Assert.Equal(AuthenticationStatus.Accepted, (await stays).Status);
    }

    [Fact]
    public async Task The_checker_still_sees_the_password_after_the_one_who_asked_has_wiped_it()
    {
        using var first = new CancellationTokenSource();
        PasswordQuestion question = Ask.About("anna");
        Task<AuthenticationOutcome> leaves = AskAsync(question: question, leaves: first.Token);
        Task<AuthenticationOutcome> stays = AskAsync();
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);

        question.Password.Dispose();

        Assert.Equal(Ask.Password, Encoding.UTF8.GetString(_asked[0].Password.Bytes));
        _answer.SetResult(default);
        await stays;
        Assert.True(_asked[0].Password.FixedTimeEquals(new byte[Ask.Password.Length]));
    }

    [Fact]
    public async Task The_last_who_leaves_cancels_the_call_and_the_next_question_starts_afresh()
    {
        using var client = new CancellationTokenSource();
        Task<AuthenticationOutcome> first = AskAsync(leaves: client.Token);
        Task<AuthenticationOutcome> second = AskAsync(leaves: client.Token);

        await client.CancelAsync();

        Assert.True(_abandoned.IsCancellationRequested);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        _ = AskAsync();
        Assert.Equal(2, _asked.Count);
        Assert.Equal(1, _underWay.Count);
    }

    [Fact]
    public async Task A_call_that_fails_fails_those_who_wait_and_nobody_later()
    {
        Task<AuthenticationOutcome> first = AskAsync();
        Task<AuthenticationOutcome> second = AskAsync();

        _answer.SetException(new InvalidOperationException("bug"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        await Assert.ThrowsAsync<InvalidOperationException>(() => second);
        AuthenticationOutcome later = await _underWay.AskAsync(
            _same, Ask.About("anna"), (_, _) => ValueTask.FromResult(new AuthenticationOutcome(AuthenticationStatus.Accepted, null, null)), default);
        Assert.Equal((AuthenticationStatus.Accepted, 1L), (later.Status, _underWay.Shared));
    }

    [Fact]
    public async Task Who_has_left_hears_of_the_answer_late_and_who_waited_does_not()
    {
        List<string> told = [];
        using var leaving = new CancellationTokenSource();
        Task<AuthenticationOutcome> leaves = AskAsync(question: Ask.About("anna") with { AnsweredLate = _ => told.Add("left") }, leaves: leaving.Token);
        Task<AuthenticationOutcome> stays = AskAsync(question: Ask.About("anna") with { AnsweredLate = _ => told.Add("stayed") });
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);

        _answer.SetResult(new AuthenticationOutcome(AuthenticationStatus.WrongCredentials, null, null));
        await stays;

        Assert.Equal(["left"], told);
    }

    [Fact]
    public async Task Not_more_than_some_hear_of_it_late()
    {
        int told = 0;
        Task<AuthenticationOutcome> stays = AskAsync();
        for (int i = 0; i < SharedCall.MaxLeft + 10; i++)
        {
            using var leaving = new CancellationTokenSource();
            Task<AuthenticationOutcome> leaves = AskAsync(question: Ask.About("anna") with { AnsweredLate = _ => told++ }, leaves: leaving.Token);
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        }

        _answer.SetResult(default);
        await stays;

        Assert.Equal(SharedCall.MaxLeft, told);
    }

    private Task<AuthenticationOutcome> AskAsync(
        SharedQuestion? same = null, PasswordQuestion? question = null, CancellationToken leaves = default) =>
        _underWay.AskAsync(same ?? _same, question ?? Ask.About("anna"), AnswerAsync, leaves).AsTask();

    private async ValueTask<AuthenticationOutcome> AnswerAsync(PasswordQuestion question, CancellationToken abandoned)
    {
        _asked.Add(question);
        _abandoned = abandoned;
        return await _answer.Task.WaitAsync(abandoned);
    }
}
