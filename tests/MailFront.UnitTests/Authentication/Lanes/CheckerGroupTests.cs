using MailFront.Authentication;
using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes;
using MailFront.Defence.Login;
using MailFront.TestKit.Time;
using MailFront.UnitTests.Authentication.Fakes;

namespace MailFront.UnitTests.Authentication.Lanes;

public sealed class CheckerGroupTests
{
    private static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(10);
    private static TimeSpan Instant { get; } = TimeSpan.FromTicks(1);

    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLogger<CheckerGroup> _log = new();

    [Theory]
    [InlineData(CheckVerdict.Accepted)]
    [InlineData(CheckVerdict.Wrong)]
    [InlineData(CheckVerdict.UnknownUser)]
    [InlineData(CheckVerdict.Unavailable)]
    public async Task The_checkers_word_comes_back(CheckVerdict verdict)
    {
        CheckerGroup lane = Lane(new ScriptedChecker { AtOnce = verdict });

        LaneOutcome outcome = await lane.AskAsync(Ask.About("anna"), LoginClass.Known, CancellationToken.None);

        Assert.Equal(new LaneOutcome(LaneStatus.Answered, new CheckOutcome(verdict, null)) { Endpoint = "scripted" }, outcome);
        Assert.Equal(0, lane.Running);
    }

    [Fact]
    public async Task No_more_than_the_bound_run_at_once_and_the_rest_follow_in_order()
    {
        var checker = new ScriptedChecker();
        CheckerGroup lane = Lane(checker, running: 2);
        List<Task<LaneOutcome>> asked = [Start(lane, "a"), Start(lane, "b"), Start(lane, "c"), Start(lane, "d")];
        Assert.Equal((2, 2), (lane.Running, lane.Waiting));
        Assert.Equal(["a", "b"], checker.Asked);

        checker.Answer("b", CheckVerdict.Wrong);
        await asked[1];
        await Until(() => checker.Asked.Count == 3);

        Assert.Equal("c", checker.Asked[2]);
        Assert.Equal((2, 1), (lane.Running, lane.Waiting));
        checker.Answer("a", CheckVerdict.Accepted);
        checker.Answer("c", CheckVerdict.Accepted);
        await Until(() => checker.Asked.Count == 4);
        checker.Answer("d", CheckVerdict.Accepted);
        await Task.WhenAll(asked);
        await Until(() => lane.Running == 0);
        Assert.Equal((3, 1), (Known(lane).Accepted, Known(lane).Wrong));
    }

    [Fact]
    public async Task A_full_queue_refuses_at_once_without_asking()
    {
        var checker = new ScriptedChecker();
        CheckerGroup lane = Lane(checker, running: 1, waiting: 1);
        Task<LaneOutcome> running = Start(lane, "a");
        Task<LaneOutcome> waiting = Start(lane, "b");

        LaneOutcome outcome = await lane.AskAsync(Ask.About("c"), LoginClass.Known, CancellationToken.None);

        Assert.Equal(LaneStatus.Overloaded, outcome.Status);
        Assert.Equal(["a"], checker.Asked);
        Assert.Equal(1, Known(lane).Overloaded);
        Assert.False(running.IsCompleted || waiting.IsCompleted);
    }

    [Fact]
    public async Task An_overflowing_queue_is_logged_once_per_period_and_not_once_per_login()
    {
        CheckerGroup lane = Lane(new ScriptedChecker(), running: 1, waiting: 0, deadline: TimeSpan.FromHours(1));
        _ = Start(lane, "a");

        for (int i = 0; i < 50; i++)
        {
            await lane.AskAsync(Ask.About("b"), LoginClass.Known, CancellationToken.None);
        }

        Assert.Single(_log.Lines);
        _time.Advance(TimeSpan.FromSeconds(10));
        await lane.AskAsync(Ask.About("b"), LoginClass.Known, CancellationToken.None);
        Assert.Equal(2, _log.Lines.Count);
        Assert.Contains("51 logins", _log.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_expires_while_running_is_answered_at_its_deadline()
    {
        CheckerGroup lane = Lane(new ScriptedChecker());
        Task<LaneOutcome> asked = Start(lane, "a");

        _time.Advance(Deadline - Instant);
        Assert.False(asked.IsCompleted);
        _time.Advance(Instant);

        Assert.Equal(LaneStatus.Expired, (await asked).Status);
        await Until(() => lane.Running == 0);
        Assert.Equal(1, Known(lane).Expired);
    }

    [Fact]
    public async Task A_question_that_expires_in_line_is_never_asked()
    {
        var checker = new ScriptedChecker { HeedsCancellation = false };
        CheckerGroup lane = Lane(checker, running: 1);
        _ = Start(lane, "a");
        Task<LaneOutcome> waiting = Start(lane, "b");

        _time.Advance(Deadline);

        Assert.Equal(LaneStatus.Expired, (await waiting).Status);
        Assert.Equal(0, lane.Waiting);
        checker.Answer("a", CheckVerdict.Accepted);
        await Until(() => lane.Running == 0);
        Assert.Equal(["a"], checker.Asked);
    }

    [Fact]
    public async Task What_has_begun_has_the_deadline_once_more()
    {
        var checker = new ScriptedChecker();
        CheckerGroup lane = Lane(checker, running: 1);
        Task<LaneOutcome> first = Start(lane, "a");
        _time.Advance(Deadline / 2);
        Task<LaneOutcome> second = Start(lane, "b");

        _time.Advance(Deadline / 2);
        await first;
        await Until(() => checker.Asked.Count == 2);
        _time.Advance(Deadline - Instant);
        Assert.False(second.IsCompleted);
        _time.Advance(Instant);

        Assert.Equal(LaneStatus.Expired, (await second).Status);
    }

    [Fact]
    public async Task A_checker_that_ignores_its_deadline_keeps_its_slot_but_not_the_client()
    {
        var checker = new ScriptedChecker { HeedsCancellation = false };
        CheckerGroup lane = Lane(checker, running: 1);
        Task<LaneOutcome> stuck = Start(lane, "a");
        _time.Advance(Deadline);
        Assert.Equal(LaneStatus.Expired, (await stuck).Status);

        Task<LaneOutcome> next = Start(lane, "b");

        Assert.Equal((1, 1), (lane.Running, lane.Waiting));
        checker.Answer("a", CheckVerdict.Accepted);
        await Until(() => checker.Asked.Count == 2);
        checker.Answer("b", CheckVerdict.Accepted);
        Assert.Equal(CheckVerdict.Accepted, (await next).Answer.Verdict);
        Assert.Equal(1, Known(lane).Accepted);
    }

    [Fact]
    public async Task A_client_that_leaves_takes_its_waiting_question_with_it()
    {
        var checker = new ScriptedChecker();
        CheckerGroup lane = Lane(checker, running: 1);
        Task<LaneOutcome> first = Start(lane, "a");
        using var client = new CancellationTokenSource();
        Task<LaneOutcome> leaving = lane.AskAsync(Ask.About("b"), LoginClass.Known, client.Token).AsTask();
        Task<LaneOutcome> third = Start(lane, "c");

        await client.CancelAsync();

        Assert.Equal(1, lane.Waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        checker.Answer("a", CheckVerdict.Wrong);
        await first;
        await Until(() => checker.Asked.Count == 2);
        checker.Answer("c", CheckVerdict.Wrong);
        await third;
        Assert.Equal(["a", "c"], checker.Asked);
        Assert.Equal(1, Known(lane).Abandoned);
    }

    [Fact]
    public async Task A_client_that_leaves_does_not_free_the_slot_while_the_checker_thinks_and_the_answer_still_comes()
    {
        var checker = new ScriptedChecker();
        CheckerGroup lane = Lane(checker, running: 1);
        using var client = new CancellationTokenSource();
        Task<LaneOutcome> leaving = lane.AskAsync(Ask.About("a"), LoginClass.Known, client.Token).AsTask();

        await client.CancelAsync();

        Assert.Equal((1, false), (lane.Running, leaving.IsCompleted));
        checker.Answer("a", CheckVerdict.Wrong);
        Assert.Equal(CheckVerdict.Wrong, (await leaving).Answer.Verdict);
        Assert.Equal((0, 1, 1), (lane.Running, Known(lane).Wrong, Known(lane).RunFailure.Count));
    }

    [Fact]
    public async Task A_client_that_has_left_is_not_asked_about()
    {
        var checker = new ScriptedChecker();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Lane(checker).AskAsync(Ask.About("a"), LoginClass.Known, new CancellationToken(canceled: true)));

        Assert.Empty(checker.Asked);
    }

    [Fact]
    public async Task A_checker_that_ignores_its_deadline_still_has_the_password_when_the_asker_has_wiped_it()
    {
        var reads = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        string? read = null;
        var checker = new LateReader(reads.Task, password => read = password);
        CheckerGroup lane = new(checker, 1, new CheckerGroupOptions(), _time, _log);
        PasswordQuestion question = Ask.About("a");
        Task<LaneOutcome> asked = lane.AskAsync(question, LoginClass.Known, CancellationToken.None).AsTask();

        _time.Advance(Deadline);
        Assert.Equal(LaneStatus.Expired, (await asked).Status);
        question.Password.Dispose();
        reads.SetResult();
        await Until(() => lane.Running == 0);

        Assert.Equal(Ask.Password, read);
    }

    [Fact]
    public async Task A_full_queue_of_suspects_makes_room_for_a_known_login_which_runs_first()
    {
        var checker = new ScriptedChecker();
        CheckerGroup lane = Lane(checker, running: 1, waiting: 4);
        Task<LaneOutcome> first = Start(lane, "first");
        Task<LaneOutcome> old = Start(lane, "old", LoginClass.Suspect);
        List<Task<LaneOutcome>> asked = [Start(lane, "n1", LoginClass.New), Start(lane, "n2", LoginClass.New), Start(lane, "k1")];

        asked.Add(Start(lane, "k2"));

        Assert.Equal(LaneStatus.Overloaded, (await old).Status);
        Assert.Equal(1, lane.TakeSnapshot().Classes[2].Displaced);
        asked.Add(Start(lane, "k3"));
        Assert.Equal(LaneStatus.Overloaded, (await asked[1]).Status);
        foreach (string next in (string[])["first", "k1", "k2", "k3", "n1"])
        {
            await Until(() => checker.Asked.Contains(next));
            checker.Answer(next, CheckVerdict.Accepted);
        }

        await first;
        await Task.WhenAll(asked);
        Assert.Equal(["first", "k1", "k2", "k3", "n1"], checker.Asked);
    }

    [Fact]
    public async Task A_suspect_that_waits_for_its_budget_is_woken_by_time_alone()
    {
        var checker = new ScriptedChecker();
        CheckerGroup lane = Lane(checker, running: 1, deadline: TimeSpan.FromSeconds(60));
        Task<LaneOutcome> first = Start(lane, "first", LoginClass.Suspect);
        _time.Advance(TimeSpan.FromSeconds(4));
        checker.Answer("first", CheckVerdict.Wrong);
        await first;

        Task<LaneOutcome> second = Start(lane, "second", LoginClass.Suspect);

        // Full: 4 s x 0.4 = 1.6; used 4 s while 1.6 were earned: 0.8 s are owed, which takes 2 s.
        Assert.Equal(1, lane.Waiting);
        _time.Advance(TimeSpan.FromSeconds(1.99));
        Assert.Equal(1, lane.Waiting);
        _time.Advance(TimeSpan.FromSeconds(0.02));
        await Until(() => checker.Asked.Count == 2);
        checker.Answer("second", CheckVerdict.Wrong);
        Assert.Equal(CheckVerdict.Wrong, (await second).Answer.Verdict);
        Assert.Equal(0, _time.ActiveTimers);
    }

    [Fact]
    public async Task A_checker_that_throws_is_unavailable_and_its_text_is_not_logged()
    {
        CheckerGroup lane = Lane(new ScriptedChecker { Throws = new InvalidOperationException("boom " + Ask.Password) });

        LaneOutcome outcome = await lane.AskAsync(Ask.About("a"), LoginClass.Known, CancellationToken.None);

        Assert.Equal(CheckVerdict.Unavailable, outcome.Answer.Verdict);
        Assert.DoesNotContain(Ask.Password, Assert.Single(_log.Lines), StringComparison.Ordinal);
        Assert.Equal(0, lane.Running);
    }

    [Fact]
    public async Task Slots_are_neither_lost_nor_gained_when_questions_end_in_every_way_at_once()
    {
        var random = new Random(20260);
        for (int round = 0; round < 40; round++)
        {
            // A group of its own for each round: too many timeouts in a row would have the checker left alone.
            CheckerGroup lane = Lane(new ScriptedChecker(), running: 3, waiting: 20);
            using var client = new CancellationTokenSource();
            List<Task<LaneOutcome>> asked = [];
            for (int i = 0; i < 30; i++)
            {
                LoginClass loginClass = (LoginClass)random.Next(1, 4);
                CancellationToken token = random.Next(2) == 0 ? client.Token : CancellationToken.None;
                asked.Add(lane.AskAsync(Ask.About($"{round}-{i}"), loginClass, token).AsTask());
            }

            await Task.WhenAll(client.CancelAsync(), Task.Factory.StartNew(
                () => _time.Advance(Deadline), CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default));
            await Task.WhenAll(asked).ContinueWith(_ => { }, TaskScheduler.Default);
            await Until(() => lane.Running == 0);
            Assert.Equal(0, lane.Waiting);
            Assert.Equal(30, lane.TakeSnapshot().Classes.Sum(one => one.Overloaded + one.Displaced + one.Expired + one.Abandoned));
            Assert.All(lane.TakeSnapshot().Classes, one => Assert.Equal((0, 0), (one.Waiting, one.Running)));
        }

        Assert.Equal(0, _time.ActiveTimers);
    }

    private static Task<LaneOutcome> Start(CheckerGroup lane, string user, LoginClass loginClass = LoginClass.Known) =>
        lane.AskAsync(Ask.About(user), loginClass, CancellationToken.None).AsTask();

    // Continuations run on the pool; a bounded number of yields, never a sleep.
    private static async Task Until(Func<bool> condition)
    {
        for (int i = 0; i < 1_000_000 && !condition(); i++)
        {
            await Task.Yield();
        }

        Assert.True(condition());
    }

    private static ClassSnapshot Known(CheckerGroup lane) => lane.TakeSnapshot().Classes[0];

    private CheckerGroup Lane(ScriptedChecker checker, int running = 5, int waiting = 100, TimeSpan? deadline = null) => new(
        checker, running, new CheckerGroupOptions { MaxWaiting = waiting, Deadline = deadline ?? Deadline }, _time, _log);

    private sealed class LateReader(Task reads, Action<string> onRead) : IPasswordChecker
    {
        public string Name => "late";

        public async ValueTask<CheckOutcome> CheckAsync(PasswordQuestion question, CancellationToken cancellationToken)
        {
            await reads;
            onRead(System.Text.Encoding.UTF8.GetString(question.Password.Bytes));
            return new CheckOutcome(CheckVerdict.Wrong, null);
        }
    }
}
