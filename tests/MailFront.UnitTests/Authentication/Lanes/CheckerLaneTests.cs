using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes;
using MailFront.TestKit.Time;
using MailFront.UnitTests.Authentication.Fakes;

namespace MailFront.UnitTests.Authentication.Lanes;

public sealed class CheckerLaneTests
{
    private static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(10);
    private static TimeSpan Instant { get; } = TimeSpan.FromTicks(1);

    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLogger<CheckerLane> _log = new();

    [Theory]
    [InlineData(CheckVerdict.Accepted)]
    [InlineData(CheckVerdict.Wrong)]
    [InlineData(CheckVerdict.UnknownUser)]
    [InlineData(CheckVerdict.Unavailable)]
    public async Task The_checkers_word_comes_back(CheckVerdict verdict)
    {
        CheckerLane lane = Lane(new ScriptedChecker { AtOnce = verdict });

        LaneOutcome outcome = await lane.AskAsync(Ask.About("anna"), CancellationToken.None);

        Assert.Equal(new LaneOutcome(LaneStatus.Answered, new CheckOutcome(verdict, null)), outcome);
        Assert.Equal(0, lane.Running);
    }

    [Fact]
    public async Task No_more_than_the_bound_run_at_once_and_the_rest_follow_in_order()
    {
        var checker = new ScriptedChecker();
        CheckerLane lane = Lane(checker, running: 2);
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
        Assert.Equal(new LaneCounters(3, 1, 0, 0, 0, 0, 0), lane.Counters);
    }

    [Fact]
    public async Task A_full_queue_refuses_at_once_without_asking()
    {
        var checker = new ScriptedChecker();
        CheckerLane lane = Lane(checker, running: 1, waiting: 1);
        Task<LaneOutcome> running = Start(lane, "a");
        Task<LaneOutcome> waiting = Start(lane, "b");

        LaneOutcome outcome = await lane.AskAsync(Ask.About("c"), CancellationToken.None);

        Assert.Equal(LaneStatus.Overloaded, outcome.Status);
        Assert.Equal(["a"], checker.Asked);
        Assert.Equal(1, lane.Counters.Overloaded);
        Assert.False(running.IsCompleted || waiting.IsCompleted);
    }

    [Fact]
    public async Task An_overflowing_queue_is_logged_once_per_period_and_not_once_per_login()
    {
        CheckerLane lane = Lane(new ScriptedChecker(), running: 1, waiting: 0, deadline: TimeSpan.FromHours(1));
        _ = Start(lane, "a");

        for (int i = 0; i < 50; i++)
        {
            await lane.AskAsync(Ask.About("b"), CancellationToken.None);
        }

        Assert.Single(_log.Lines);
        _time.Advance(TimeSpan.FromSeconds(10));
        await lane.AskAsync(Ask.About("b"), CancellationToken.None);
        Assert.Equal(2, _log.Lines.Count);
        Assert.Contains("51 logins", _log.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_expires_while_running_is_answered_at_its_deadline()
    {
        CheckerLane lane = Lane(new ScriptedChecker());
        Task<LaneOutcome> asked = Start(lane, "a");

        _time.Advance(Deadline - Instant);
        Assert.False(asked.IsCompleted);
        _time.Advance(Instant);

        Assert.Equal(LaneStatus.Expired, (await asked).Status);
        await Until(() => lane.Running == 0);
        Assert.Equal(new LaneCounters(0, 0, 0, 0, 0, 1, 0), lane.Counters);
    }

    [Fact]
    public async Task A_question_that_expires_in_line_is_never_asked()
    {
        var checker = new ScriptedChecker { HeedsCancellation = false };
        CheckerLane lane = Lane(checker, running: 1);
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
    public async Task Waiting_and_running_share_one_deadline()
    {
        var checker = new ScriptedChecker();
        CheckerLane lane = Lane(checker, running: 1);
        Task<LaneOutcome> first = Start(lane, "a");
        _time.Advance(Deadline / 2);
        Task<LaneOutcome> second = Start(lane, "b");

        _time.Advance(Deadline / 2);
        await first;
        await Until(() => checker.Asked.Count == 2);
        _time.Advance((Deadline / 2) - Instant);
        Assert.False(second.IsCompleted);
        _time.Advance(Instant);

        Assert.Equal(LaneStatus.Expired, (await second).Status);
    }

    [Fact]
    public async Task A_checker_that_ignores_its_deadline_keeps_its_slot_but_not_the_client()
    {
        var checker = new ScriptedChecker { HeedsCancellation = false };
        CheckerLane lane = Lane(checker, running: 1);
        Task<LaneOutcome> stuck = Start(lane, "a");
        _time.Advance(Deadline);
        Assert.Equal(LaneStatus.Expired, (await stuck).Status);

        Task<LaneOutcome> next = Start(lane, "b");

        Assert.Equal((1, 1), (lane.Running, lane.Waiting));
        checker.Answer("a", CheckVerdict.Accepted);
        await Until(() => checker.Asked.Count == 2);
        checker.Answer("b", CheckVerdict.Accepted);
        Assert.Equal(CheckVerdict.Accepted, (await next).Answer.Verdict);
        Assert.Equal(1, lane.Counters.Accepted);
    }

    [Fact]
    public async Task A_client_that_leaves_takes_its_waiting_question_with_it()
    {
        var checker = new ScriptedChecker();
        CheckerLane lane = Lane(checker, running: 1);
        Task<LaneOutcome> first = Start(lane, "a");
        using var client = new CancellationTokenSource();
        Task<LaneOutcome> leaving = lane.AskAsync(Ask.About("b"), client.Token).AsTask();
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
        Assert.Equal(1, lane.Counters.Abandoned);
    }

    [Fact]
    public async Task A_client_that_leaves_frees_the_slot_of_its_running_question()
    {
        CheckerLane lane = Lane(new ScriptedChecker(), running: 1);
        using var client = new CancellationTokenSource();
        Task<LaneOutcome> leaving = lane.AskAsync(Ask.About("a"), client.Token).AsTask();

        await client.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        await Until(() => lane.Running == 0);
        Assert.Equal(new LaneCounters(0, 0, 0, 0, 0, 0, 1), lane.Counters);
    }

    [Fact]
    public async Task A_checker_that_throws_is_unavailable_and_its_text_is_not_logged()
    {
        CheckerLane lane = Lane(new ScriptedChecker { Throws = new InvalidOperationException("boom " + Ask.Password) });

        LaneOutcome outcome = await lane.AskAsync(Ask.About("a"), CancellationToken.None);

        Assert.Equal(CheckVerdict.Unavailable, outcome.Answer.Verdict);
        Assert.DoesNotContain(Ask.Password, Assert.Single(_log.Lines), StringComparison.Ordinal);
        Assert.Equal(0, lane.Running);
    }

    [Fact]
    public async Task Slots_are_neither_lost_nor_gained_when_questions_end_in_every_way_at_once()
    {
        var random = new Random(20260);
        CheckerLane lane = Lane(new ScriptedChecker(), running: 3, waiting: 20);
        for (int round = 0; round < 40; round++)
        {
            using var client = new CancellationTokenSource();
            List<Task<LaneOutcome>> asked = [];
            for (int i = 0; i < 30; i++)
            {
                asked.Add(lane.AskAsync(Ask.About($"{round}-{i}"), random.Next(2) == 0 ? client.Token : CancellationToken.None).AsTask());
            }

            await Task.WhenAll(client.CancelAsync(), Task.Factory.StartNew(
                () => _time.Advance(Deadline), CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default));
            await Task.WhenAll(asked).ContinueWith(_ => { }, TaskScheduler.Default);
            await Until(() => lane.Running == 0);
            Assert.Equal(0, lane.Waiting);
        }

        LaneCounters counters = lane.Counters;
        Assert.Equal(40 * 30, counters.Overloaded + counters.Expired + counters.Abandoned);
        Assert.Equal(0, _time.ActiveTimers);
    }

    private static Task<LaneOutcome> Start(CheckerLane lane, string user) => lane.AskAsync(Ask.About(user), CancellationToken.None).AsTask();

    // Continuations run on the pool; a bounded number of yields, never a sleep.
    private static async Task Until(Func<bool> condition)
    {
        for (int i = 0; i < 1_000_000 && !condition(); i++)
        {
            await Task.Yield();
        }

        Assert.True(condition());
    }

    private CheckerLane Lane(ScriptedChecker checker, int running = 5, int waiting = 100, TimeSpan? deadline = null) => new(
        checker, new CheckerLaneOptions { MaxRunning = running, MaxWaiting = waiting, Deadline = deadline ?? Deadline }, _time, _log);
}
