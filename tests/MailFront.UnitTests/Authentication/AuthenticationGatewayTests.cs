using MailFront.Authentication;
using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes;
using MailFront.Defence.Login;
using MailFront.TestKit.Time;
using MailFront.UnitTests.Authentication.Fakes;

namespace MailFront.UnitTests.Authentication;

public sealed class AuthenticationGatewayTests
{
    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData("A", AuthenticationStatus.Accepted, "0")]
    [InlineData("W", AuthenticationStatus.WrongCredentials, "0")]
    [InlineData("?", AuthenticationStatus.WrongCredentials, "0")]
    [InlineData("!", AuthenticationStatus.Unavailable, "0")]
    [InlineData("WA", AuthenticationStatus.WrongCredentials, "0")]
    [InlineData("AW", AuthenticationStatus.Accepted, "0")]
    [InlineData("?A", AuthenticationStatus.Accepted, "1")]
    [InlineData("?W", AuthenticationStatus.WrongCredentials, "1")]
    [InlineData("??", AuthenticationStatus.WrongCredentials, "1")]
    [InlineData("!A", AuthenticationStatus.Accepted, "1")]
    [InlineData("!W", AuthenticationStatus.Unavailable, "0")]
    [InlineData("!?", AuthenticationStatus.Unavailable, "0")]
    [InlineData("?!", AuthenticationStatus.Unavailable, "1")]
    [InlineData("!!", AuthenticationStatus.Unavailable, "1")]
    [InlineData("?!A", AuthenticationStatus.Accepted, "2")]
    [InlineData("!WA", AuthenticationStatus.Unavailable, "0")]
    public async Task The_first_yes_or_no_decides_unless_an_earlier_checker_could_not_answer(
        string verdicts, AuthenticationStatus status, string checker)
    {
        var gateway = Over([.. verdicts.Select((verdict, i) => Lane(new ScriptedChecker(name: $"{i}") { AtOnce = Verdict(verdict) }))]);

        AuthenticationOutcome outcome = await gateway.AuthenticateAsync(Ask.About("anna"), CancellationToken.None);

        Assert.Equal((status, checker), (outcome.Status, outcome.Checker));
    }

    [Fact]
    public async Task A_wrong_password_is_not_tried_on_the_next_checker()
    {
        var second = new ScriptedChecker { AtOnce = CheckVerdict.Accepted };
        var gateway = Over([Lane(new ScriptedChecker { AtOnce = CheckVerdict.Wrong }), Lane(second)]);

        await gateway.AuthenticateAsync(Ask.About("anna"), CancellationToken.None);

        Assert.Empty(second.Asked);
    }

    [Fact]
    public async Task Without_checkers_nobody_is_accepted_or_blamed()
    {
        AuthenticationOutcome outcome = await Over([]).AuthenticateAsync(Ask.About("anna"), CancellationToken.None);

        Assert.Equal((AuthenticationStatus.Unavailable, null), (outcome.Status, outcome.Checker));
    }

    [Fact]
    public async Task A_full_queue_is_overloaded_and_not_a_wrong_password()
    {
        CheckerGroup lane = Lane(new ScriptedChecker(), running: 1, waiting: 0);
        var gateway = Over([lane]);
        ValueTask<AuthenticationOutcome> first = gateway.AuthenticateAsync(Ask.About("anna"), CancellationToken.None);

        AuthenticationOutcome outcome = await gateway.AuthenticateAsync(Ask.About("bert"), CancellationToken.None);

        Assert.Equal(AuthenticationStatus.Overloaded, outcome.Status);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(AuthenticationStatus.Unavailable, (await first).Status);
    }

    [Fact]
    public async Task A_full_queue_lets_the_next_checker_be_asked()
    {
        var second = new ScriptedChecker(name: "second") { AtOnce = CheckVerdict.Accepted };
        CheckerGroup full = Lane(new ScriptedChecker(), running: 1, waiting: 0);
        var gateway = Over([full, Lane(second)]);
        _ = full.AskAsync(Ask.About("bert"), LoginClass.New, CancellationToken.None).AsTask();

        AuthenticationOutcome outcome = await gateway.AuthenticateAsync(Ask.About("anna"), CancellationToken.None);

        Assert.Equal((AuthenticationStatus.Accepted, "second"), (outcome.Status, outcome.Checker));
    }

    [Fact]
    public async Task A_silent_checker_becomes_unavailable_at_its_deadline_and_the_next_one_is_asked()
    {
        var second = new ScriptedChecker(name: "second") { AtOnce = CheckVerdict.Accepted };
        var gateway = Over([Lane(new ScriptedChecker()), Lane(second)]);
        ValueTask<AuthenticationOutcome> asked = gateway.AuthenticateAsync(Ask.About("anna"), CancellationToken.None);

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(AuthenticationStatus.Accepted, (await asked).Status);
    }

    [Fact]
    public async Task A_client_that_has_left_is_not_asked_about()
    {
        var checker = new ScriptedChecker { AtOnce = CheckVerdict.Accepted };
        var gateway = Over([Lane(checker)]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await gateway.AuthenticateAsync(Ask.About("anna"), new CancellationToken(canceled: true)));

        Assert.Empty(checker.Asked);
    }

    [Fact]
    public async Task A_client_that_leaves_does_not_send_its_question_to_the_next_checker()
    {
        var second = new ScriptedChecker { AtOnce = CheckVerdict.Accepted };
        var gateway = Over([Lane(new ScriptedChecker()), Lane(second)]);
        using var client = new CancellationTokenSource();
        Task<AuthenticationOutcome> asked = gateway.AuthenticateAsync(Ask.About("anna"), client.Token).AsTask();

        await client.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Empty(second.Asked);
    }

    [Fact]
    public async Task A_client_that_hangs_up_while_a_checker_thinks_leaves_evidence_and_a_remembered_answer()
    {
        var checker = new ScriptedChecker();
        var evidence = new ScriptedEvidence();
        var gateway = Gateways.Over([Lane(checker)], _time, evidence: evidence);
        using var client = new CancellationTokenSource();
        Task<AuthenticationOutcome> asked = gateway.AuthenticateAsync(Ask.About("anna"), client.Token).AsTask();
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Empty(evidence.Observed);

        checker.Answer("anna", CheckVerdict.Wrong);
        for (int i = 0; i < 1_000_000 && evidence.Observed.Count == 0; i++)
        {
            await Task.Yield();
        }

        Assert.Equal(("anna", LoginResult.Failed), Assert.Single(evidence.Observed));
        Assert.True((await gateway.AuthenticateAsync(Ask.About("anna"), CancellationToken.None)).IsRepeat);
        Assert.Single(checker.Asked);
    }

    private AuthenticationGateway Over(params CheckerGroup[] lanes) => Gateways.Over(lanes, _time);

    private static CheckVerdict Verdict(char letter) => letter switch
    {
        'A' => CheckVerdict.Accepted,
        'W' => CheckVerdict.Wrong,
        '?' => CheckVerdict.UnknownUser,
        _ => CheckVerdict.Unavailable,
    };

    private CheckerGroup Lane(ScriptedChecker checker, int running = 5, int waiting = 100) => new(
        checker, running, new CheckerGroupOptions { MaxWaiting = waiting }, _time, new RecordingLogger<CheckerGroup>());
}
