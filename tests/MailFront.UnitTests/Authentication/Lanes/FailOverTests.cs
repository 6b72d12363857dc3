using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes;
using MailFront.Defence.Login;
using MailFront.TestKit.Time;
using MailFront.UnitTests.Authentication.Fakes;

namespace MailFront.UnitTests.Authentication.Lanes;

public sealed class FailOverTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLogger<CheckerGroup> _log = new();

    [Fact]
    public async Task Equal_endpoints_share_the_work()
    {
        ScriptedChecker[] checkers = [new("a"), new("b"), new("c")];
        CheckerGroup group = Group(checkers);

        for (int i = 0; i < 6; i++)
        {
            _ = group.AskAsync(Ask.About($"{i}"), LoginClass.Known, CancellationToken.None).AsTask();
        }

        Assert.All(checkers, checker => Assert.Equal(2, checker.Asked.Count));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task An_unavailable_endpoint_is_replaced_by_another_once()
    {
        ScriptedChecker[] checkers = [new("a") { AtOnce = CheckVerdict.Unavailable }, new("b") { AtOnce = CheckVerdict.Accepted }];
        CheckerGroup group = Group(checkers);

        LaneOutcome outcome = await AskAsync(group);

        Assert.Equal((CheckVerdict.Accepted, "b"), (outcome.Answer.Verdict, outcome.Endpoint));
        ClassSnapshot known = group.TakeSnapshot().Classes[0];
        Assert.Equal((1, 1, 1), (known.Unavailable, known.FailedOver, known.Accepted));
    }

    [Fact]
    public async Task A_question_is_tried_twice_and_not_more_often()
    {
        ScriptedChecker[] checkers = [.. "abc".Select(name => new ScriptedChecker($"{name}") { AtOnce = CheckVerdict.Unavailable })];
        CheckerGroup group = Group(checkers);

        LaneOutcome outcome = await AskAsync(group);

        Assert.Equal(CheckVerdict.Unavailable, outcome.Answer.Verdict);
        Assert.Equal(2, checkers.Sum(checker => checker.Asked.Count));
    }

    [Fact]
    public async Task A_second_try_has_the_deadline_once_more()
    {
        ScriptedChecker[] checkers = [new("a"), new("b")];
        CheckerGroup group = Group(checkers);
        Task<LaneOutcome> asked = AskAsync(group);
        _time.Advance(TimeSpan.FromSeconds(7));
        checkers[0].Answer("anna", CheckVerdict.Unavailable);
        await Until(() => checkers[1].Asked.Count == 1);

        _time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.False(asked.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(LaneStatus.Expired, (await asked).Status);
    }

    [Fact]
    public async Task An_endpoint_that_never_answers_is_left_alone_and_its_share_goes_to_the_other()
    {
        ScriptedChecker[] checkers = [new("a") { AtOnce = CheckVerdict.Unavailable }, new("b") { AtOnce = CheckVerdict.Accepted }];
        CheckerGroup group = Group(checkers);

        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(CheckVerdict.Accepted, (await AskAsync(group)).Answer.Verdict);
        }

        Assert.Equal(5, checkers[0].Asked.Count);
        Assert.Equal((BreakerState.Open, 1), (group.TakeSnapshot().Endpoints[0].Breaker, group.TakeSnapshot().Endpoints[0].BreakerOpenings));
        Assert.Contains("a does not answer", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_all_are_down_the_answer_is_unavailable_at_once_also_for_those_in_line()
    {
        var checker = new ScriptedChecker("a");
        CheckerGroup group = Group([checker], limit: 5);
        List<Task<LaneOutcome>> asked = [];
        for (int i = 0; i < 7; i++)
        {
            asked.Add(group.AskAsync(Ask.About($"{i}"), LoginClass.Known, CancellationToken.None).AsTask());
        }

        // The last of the running ones opens the breaker; until then each freed slot takes one of the queue.
        for (int i = 0; i < 5; i++)
        {
            checker.Answer($"{i}", CheckVerdict.Unavailable);
            await asked[i];
        }

        await Until(() => asked.Count(task => task.IsCompleted) == 5 && group.Waiting == 0);
        LaneOutcome outcome = await AskAsync(group);

        Assert.Equal((LaneStatus.Answered, CheckVerdict.Unavailable), (outcome.Status, outcome.Answer.Verdict));
        Assert.Equal(7, checker.Asked.Count);
        Assert.Equal(1, group.TakeSnapshot().Classes[0].Down);
    }

    [Fact]
    public async Task One_question_finds_out_whether_an_endpoint_is_back()
    {
        var checker = new ScriptedChecker("a");
        CheckerGroup group = Group([checker]);
        for (int i = 0; i < 5; i++)
        {
            Task<LaneOutcome> failing = AskAsync(group, $"{i}");
            checker.Answer($"{i}", CheckVerdict.Unavailable);
            await failing;
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        Task<LaneOutcome> probe = AskAsync(group, "probe");
        Assert.Equal(CheckVerdict.Unavailable, (await AskAsync(group, "other")).Answer.Verdict);
        Assert.Equal(BreakerState.HalfOpen, group.TakeSnapshot().Endpoints[0].Breaker);
        checker.Answer("probe", CheckVerdict.Wrong);
        await probe;

        Assert.Equal(BreakerState.Closed, group.TakeSnapshot().Endpoints[0].Breaker);
        Assert.DoesNotContain("other", checker.Asked);
        Assert.Contains(_log.Lines, line => line.Contains("answers again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Timeouts_of_known_users_leave_an_endpoint_alone_and_those_of_suspects_do_not()
    {
        CheckerGroup group = Group([new ScriptedChecker("a")]);
        for (int i = 0; i < 5; i++)
        {
            Task<LaneOutcome> suspect = group.AskAsync(Ask.About($"{i}"), LoginClass.Suspect, CancellationToken.None).AsTask();

            // His budget may let him begin late, and then he has the deadline once more.
            await Until(() =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return suspect.IsCompleted;
            });
            await Until(() => group.Running == 0);
        }

        Assert.Equal(BreakerState.Closed, group.TakeSnapshot().Endpoints[0].Breaker);
        for (int i = 0; i < 5; i++)
        {
            Task<LaneOutcome> known = AskAsync(group);
            _time.Advance(TimeSpan.FromSeconds(10));
            Assert.Equal(LaneStatus.Expired, (await known).Status);
            await Until(() => group.Running == 0);
        }

        Assert.Equal(BreakerState.Open, group.TakeSnapshot().Endpoints[0].Breaker);
    }

    private static Task<LaneOutcome> AskAsync(CheckerGroup group, string user = "anna") =>
        group.AskAsync(Ask.About(user), LoginClass.Known, CancellationToken.None).AsTask();

    private static async Task Until(Func<bool> condition)
    {
        for (int i = 0; i < 1_000_000 && !condition(); i++)
        {
            await Task.Yield();
        }

        Assert.True(condition());
    }

    private CheckerGroup Group(ScriptedChecker[] checkers, int limit = 2) => new(
        "scripted", checkers.Select(checker => new CheckerEndpoint(checker.Name, checker, limit)), new CheckerGroupOptions(), _time, _log);
}
