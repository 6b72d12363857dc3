using System.Net;
using MailFront.Authentication;
using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes;
using MailFront.Authentication.Policy;
using MailFront.Authentication.Verifiers;
using MailFront.Defence.Login;
using MailFront.TestKit.Time;
using MailFront.UnitTests.Authentication.Fakes;

namespace MailFront.UnitTests.Authentication;

/// <summary>What the gateway does with what it remembers.</summary>
public sealed class AuthenticationGatewayMemoryTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly ScriptedGroup _checker = new();
    private readonly ScriptedEvidence _evidence = new();
    private readonly ScriptedPolicy _policy = new();
    private readonly AuthenticationGateway _gateway;

    public AuthenticationGatewayMemoryTests()
    {
        _time.Advance(TimeSpan.FromDays(1));
        _gateway = GatewayWith(_policy);
    }

    [Fact]
    public async Task A_verified_login_asks_nobody_while_every_checker_and_policy_server_hangs()
    {
        await AskAsync("anna");
        _checker.Gate = new TaskCompletionSource();
        _policy.Hangs = true;

        ValueTask<AuthenticationOutcome> asked = _gateway.AuthenticateAsync(Ask.About("anna"), CancellationToken.None);

        Assert.True(asked.IsCompletedSuccessfully);
        AuthenticationOutcome outcome = await asked;
        Assert.Equal((AuthenticationStatus.Accepted, LoginClass.Verified, true), (outcome.Status, outcome.Class, outcome.FromCache));
        Assert.Equal((1, 1), (_checker.Asked.Count, _policy.Asked));
    }

    [Theory]
    [InlineData("plaintext", "PLAIN")]
    [InlineData("LOGIN", "plaintext")]
    public async Task A_verified_login_may_use_another_mechanism_and_come_from_elsewhere(string first, string second)
    {
        await _gateway.AuthenticateAsync(Ask.About("anna") with { Mechanism = first }, CancellationToken.None);

        AuthenticationOutcome outcome = await _gateway.AuthenticateAsync(
            Ask.About("anna") with { Mechanism = second, Source = IPAddress.Loopback }, CancellationToken.None);

        Assert.True(outcome.FromCache);
    }

    [Fact]
    public async Task Another_service_or_realm_is_another_credential()
    {
        await AskAsync("anna@a.example");

        await AskAsync("anna@b.example");
        await _gateway.AuthenticateAsync(Ask.About("anna@a.example", service: "pop"), CancellationToken.None);

        Assert.Equal(3, _checker.Asked.Count);
    }

    [Fact]
    public async Task What_the_checker_said_of_the_user_comes_from_the_cache_too()
    {
        _checker.Says = new LaneOutcome(
            LaneStatus.Answered, new CheckOutcome(CheckVerdict.Accepted, "by token") { User = "anna.b", Location = "old:1143" });
        AuthenticationOutcome asked = await AskAsync("anna");

        AuthenticationOutcome cached = await AskAsync("anna");

        Assert.Equal(asked with { FromCache = true, Class = LoginClass.Verified }, cached);
    }

    [Fact]
    public async Task The_same_wrong_password_again_costs_no_question_and_is_no_evidence()
    {
        _checker.Says = ScriptedGroup.Answer(CheckVerdict.Wrong);
        AuthenticationOutcome first = await AskAsync("anna");
        _time.Advance(TimeSpan.FromSeconds(29));

        AuthenticationOutcome again = await AskAsync("anna");

        Assert.Equal((AuthenticationStatus.WrongCredentials, false), (first.Status, first.IsRepeat));
        Assert.Equal((AuthenticationStatus.WrongCredentials, true, true), (again.Status, again.IsRepeat, again.FromCache));
        Assert.Single(_checker.Asked);
        Assert.Equal([("anna", LoginResult.Failed)], _evidence.Observed);
        Assert.Equal(1, _gateway.Counters.Verifiers.WrongHits);
    }

    [Fact]
    public async Task A_password_that_was_wrong_and_has_become_right_works_after_half_a_minute()
    {
        _checker.Says = ScriptedGroup.Answer(CheckVerdict.Wrong);
        await AskAsync("anna");
        _checker.Says = ScriptedGroup.Answer(CheckVerdict.Accepted);

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(AuthenticationStatus.Accepted, (await AskAsync("anna")).Status);
        Assert.True((await AskAsync("anna")).FromCache);
    }

    [Fact]
    public async Task An_old_device_costs_one_question_in_half_a_minute_and_never_in_the_class_of_known_users()
    {
        _checker.Says = ScriptedGroup.Answer(CheckVerdict.Wrong);
        _evidence.Class = LoginClass.Known;
        for (int second = 0; second < 300; second++)
        {
            AuthenticationOutcome outcome = await AskAsync("anna");
            Assert.Equal(second > 0, outcome.IsRepeat);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(10, _checker.Asked.Count);
        Assert.Equal(LoginClass.Known, _checker.Asked[0].Class);
        Assert.All(_checker.Asked.Skip(1), asked => Assert.Equal(LoginClass.New, asked.Class));
        Assert.Single(_evidence.Observed);
    }

    [Fact]
    public async Task A_recheck_from_elsewhere_goes_last()
    {
        _checker.Says = ScriptedGroup.Answer(CheckVerdict.Wrong);
        _evidence.Class = LoginClass.New;
        await AskAsync("anna");
        _time.Advance(TimeSpan.FromSeconds(30));
        await AskAsync("anna");

        Assert.Equal([LoginClass.New, LoginClass.Suspect], _checker.Asked.Select(asked => asked.Class));
    }

    [Fact]
    public async Task Where_checkers_name_backends_the_directory_accuses_nobody()
    {
        var gateway = new AuthenticationGateway([_checker], [], new VerifierOptions(), new LoginMemory(_evidence), _time) { CheckersNameUsers = true };

        await gateway.AuthenticateAsync(Ask.About("alias") with { HasLocation = false }, CancellationToken.None);

        Assert.Equal([("alias", LoginResult.Succeeded)], _evidence.Observed);
    }

    [Fact]
    public async Task A_name_without_a_location_leaves_evidence_before_anybody_is_asked()
    {
        _checker.Gate = new TaskCompletionSource();

        Task<AuthenticationOutcome> asked = _gateway.AuthenticateAsync(Ask.About("guess") with { HasLocation = false }, CancellationToken.None).AsTask();

        Assert.Single(_evidence.Observed);
        _checker.Gate.SetResult();
        await asked;
    }

    [Fact]
    public async Task A_recheck_that_finds_nobody_blames_nobody()
    {
        _checker.Says = ScriptedGroup.Answer(CheckVerdict.Wrong);
        await AskAsync("anna");
        _checker.Says = new LaneOutcome(LaneStatus.Overloaded, default);
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal((AuthenticationStatus.Overloaded, false), Of(await AskAsync("anna")));
        Assert.Equal((AuthenticationStatus.WrongCredentials, true), Of(await AskAsync("anna")));

        static (AuthenticationStatus, bool) Of(AuthenticationOutcome outcome) => (outcome.Status, outcome.IsRepeat);
    }

    [Theory]
    [InlineData(CheckVerdict.Unavailable)]
    public async Task Only_a_definite_answer_is_kept(CheckVerdict verdict)
    {
        _checker.Says = ScriptedGroup.Answer(verdict);
        await AskAsync("anna");
        await AskAsync("anna");

        Assert.Equal(2, _checker.Asked.Count);
        Assert.Empty(_evidence.Observed);
    }

    [Fact]
    public async Task The_questions_are_asked_in_the_class_that_the_evidence_gives()
    {
        _evidence.Class = LoginClass.Suspect;

        AuthenticationOutcome outcome = await _gateway.AuthenticateAsync(
            Ask.About("anna") with { Source = IPAddress.Loopback, HasLocation = false }, CancellationToken.None);

        Assert.Equal([("anna", LoginClass.Suspect)], _checker.Asked);
        Assert.Equal(LoginClass.Suspect, outcome.Class);
        LoginFacts facts = Assert.Single(_evidence.Classified);
        Assert.Equal(("anna", IPAddress.Loopback, false, "imap"), (facts.User, facts.Source, facts.HasLocation, facts.Service));
        Assert.NotEqual(0UL, facts.PasswordFingerprint);
    }

    [Theory]
    [InlineData(CheckVerdict.Accepted, LoginResult.Succeeded)]
    [InlineData(CheckVerdict.Wrong, LoginResult.Failed)]
    [InlineData(CheckVerdict.UnknownUser, LoginResult.UnknownUser)]
    public async Task How_a_login_ended_is_evidence(CheckVerdict verdict, LoginResult result)
    {
        _checker.Says = ScriptedGroup.Answer(verdict);

        AuthenticationOutcome outcome = await AskAsync("anna");

        Assert.Equal([("anna", result)], _evidence.Observed);
        Assert.Equal(result == LoginResult.UnknownUser, outcome.IsUnknownUser);
    }

    [Fact]
    public async Task Identical_questions_share_one_answer_and_are_each_evidence()
    {
        _checker.Gate = new TaskCompletionSource();
        Task<AuthenticationOutcome> first = AskAsync("anna").AsTask();
        Task<AuthenticationOutcome> second = AskAsync("anna").AsTask();
        Assert.Equal(3, _gateway.Pending);

        _checker.Gate.SetResult();

        await Task.WhenAll(first, second);
        Assert.Single(_checker.Asked);
        Assert.Equal(2, _evidence.Observed.Count);
        Assert.Equal((1, 0), (_gateway.Counters.Shared, _gateway.Pending));
    }

    [Fact]
    public async Task A_forgotten_user_is_asked_about_again()
    {
        await AskAsync("anna");

        _gateway.Forget("anna");
        await AskAsync("anna");

        Assert.Equal(2, _checker.Asked.Count);
    }

    [Fact]
    public async Task An_answer_under_way_while_the_user_is_forgotten_is_neither_kept_nor_shared_with_later_questions()
    {
        _checker.Gate = new TaskCompletionSource();
        Task<AuthenticationOutcome> before = AskAsync("anna").AsTask();
        _gateway.Forget("anna");
        Task<AuthenticationOutcome> after = AskAsync("anna").AsTask();

        _checker.Gate.SetResult();
        await Task.WhenAll(before, after);

        Assert.Equal(2, _checker.Asked.Count);
    }

    [Fact]
    public async Task A_policy_refusal_asks_no_checker_is_no_evidence_and_is_not_remembered()
    {
        var refusing = new ScriptedPolicy { Advice = PolicyAdvice.Refuse("bad reputation") };
        AuthenticationGateway gateway = GatewayWith(refusing);

        AuthenticationOutcome outcome = await gateway.AuthenticateAsync(Ask.About("anna"), CancellationToken.None);
        await gateway.AuthenticateAsync(Ask.About("anna"), CancellationToken.None);

        Assert.Equal((AuthenticationStatus.WrongCredentials, true), (outcome.Status, outcome.IsPolicyRefusal));
        Assert.Empty(_checker.Asked);
        Assert.Empty(_evidence.Observed);
        Assert.Equal(2, refusing.Asked);
    }

    [Fact]
    public async Task A_policy_server_that_wants_to_know_may_refuse_a_verified_login()
    {
        var curious = new ScriptedPolicy { AsksAboutVerified = true };
        AuthenticationGateway gateway = GatewayWith(curious);
        await gateway.AuthenticateAsync(Ask.About("anna"), CancellationToken.None);
        AuthenticationOutcome verified = await gateway.AuthenticateAsync(Ask.About("anna"), CancellationToken.None);

        curious.Advice = PolicyAdvice.Refuse("account for sale");
        AuthenticationOutcome refused = await gateway.AuthenticateAsync(Ask.About("anna"), CancellationToken.None);

        Assert.Equal((AuthenticationStatus.Accepted, true), (verified.Status, verified.FromCache));
        Assert.Equal((AuthenticationStatus.WrongCredentials, true), (refused.Status, refused.IsPolicyRefusal));
        Assert.Equal(3, curious.Asked);
    }

    [Fact]
    public async Task Every_outcome_is_reported_to_the_policy_servers()
    {
        _checker.Says = ScriptedGroup.Answer(CheckVerdict.Wrong);
        await AskAsync("anna");
        await AskAsync("anna");

        Assert.Equal([false, true], _policy.Reports.Select(report => report.IsRepeat));
    }

    [Fact]
    public async Task The_outcome_tells_where_the_time_went()
    {
        _checker.Says = ScriptedGroup.Answer(CheckVerdict.Accepted) with { Waited = TimeSpan.FromSeconds(3), Ran = TimeSpan.FromSeconds(2) };
        AuthenticationGateway gateway = GatewayWith(new ScriptedPolicy { Advice = PolicyAdvice.Wait(TimeSpan.FromSeconds(1), null) });
        Task<AuthenticationOutcome> asked = gateway.AuthenticateAsync(Ask.About("anna"), CancellationToken.None).AsTask();

        _time.Advance(TimeSpan.FromSeconds(1));

        AuthenticationOutcome outcome = await asked;
        Assert.Equal((3, 2, 1), (outcome.Waited.TotalSeconds, outcome.Ran.TotalSeconds, outcome.PolicyTook.TotalSeconds));
    }

    [Fact]
    public async Task Other_proofs_are_evidence_too_and_policy_servers_hear_of_them()
    {
        AuthenticationOutcome outcome = await _gateway.AdmitAsync(Ask.About("anna", password: ""), CancellationToken.None);
        _gateway.NoteRefused(Ask.About("bert", password: ""));

        Assert.Equal((AuthenticationStatus.Accepted, LoginClass.Known), (outcome.Status, outcome.Class));
        Assert.Equal([("anna", LoginResult.Succeeded), ("bert", LoginResult.Failed)], _evidence.Observed);
        Assert.Equal([AuthenticationStatus.Accepted, AuthenticationStatus.WrongCredentials], _policy.Reports.Select(report => report.Status));
        Assert.Equal(1, _policy.Asked);
    }

    [Fact]
    public async Task A_policy_server_may_refuse_who_has_proven_himself()
    {
        _policy.Advice = PolicyAdvice.Refuse("account for sale");

        AuthenticationOutcome outcome = await _gateway.AdmitAsync(Ask.About("anna", password: ""), CancellationToken.None);

        Assert.Equal((AuthenticationStatus.WrongCredentials, true), (outcome.Status, outcome.IsPolicyRefusal));
        Assert.Empty(_evidence.Observed);
        Assert.True(Assert.Single(_policy.Reports).IsPolicyRefusal);
    }

    [Theory]
    [InlineData(LoginClass.Known)]
    [InlineData(LoginClass.Suspect)]
    public async Task Policy_servers_are_asked_in_the_class_of_the_login(LoginClass loginClass)
    {
        _evidence.Class = loginClass;

        await AskAsync("anna");

        Assert.Equal([loginClass], _policy.Classes);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task A_password_that_came_over_TLS_says_nothing_of_one_that_did_not(bool isSecure, int questions)
    {
        await _gateway.AuthenticateAsync(Ask.About("anna") with { IsSecure = true }, CancellationToken.None);

        await _gateway.AuthenticateAsync(Ask.About("anna") with { IsSecure = isSecure }, CancellationToken.None);

        Assert.Equal(questions, _checker.Asked.Count);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task Where_checkers_see_the_source_nothing_is_shared_or_remembered_beyond_it(bool seeSources, int questions)
    {
        var gateway = new AuthenticationGateway([_checker], [], new VerifierOptions(), new LoginMemory(_evidence), _time) { CheckersSeeSources = seeSources };
        _checker.Gate = new TaskCompletionSource();
        PasswordQuestion question = Ask.About("anna") with { Source = IPAddress.Parse("192.0.2.1") };
        Task<AuthenticationOutcome> first = gateway.AuthenticateAsync(question, CancellationToken.None).AsTask();
        Task<AuthenticationOutcome> second = gateway.AuthenticateAsync(question with { Source = IPAddress.Parse("192.0.2.2") }, CancellationToken.None).AsTask();

        _checker.Gate.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal(questions, _checker.Asked.Count);
        Assert.True((await gateway.AuthenticateAsync(question, CancellationToken.None)).FromCache);
    }

    [Fact]
    public async Task A_user_who_was_moved_is_served_at_the_new_place_after_a_minute()
    {
        Locate("old");
        await AskAsync("anna");
        Locate("new");
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("old", (await AskAsync("anna")).Location);

        _time.Advance(TimeSpan.FromSeconds(1));
        _evidence.Class = LoginClass.Suspect;
        AuthenticationOutcome moved = await AskAsync("anna");

        Assert.Equal(("new", LoginClass.Verified, false), (moved.Location, moved.Class, moved.FromCache));
        Assert.Equal(("anna", LoginClass.Known), _checker.Asked[^1]);
        Assert.Equal(("new", true), ((await AskAsync("anna")).Location, (await AskAsync("anna")).FromCache));
    }

    [Fact]
    public async Task A_place_that_cannot_be_asked_for_is_the_one_named_before()
    {
        Locate("old");
        await AskAsync("anna");
        _time.Advance(TimeSpan.FromMinutes(1));
        _checker.Says = ScriptedGroup.Answer(CheckVerdict.Unavailable);
        Assert.Equal(("old", true), ((await AskAsync("anna")).Location, (await AskAsync("anna")).FromCache));

        _checker.Gate = new TaskCompletionSource();
        Task<AuthenticationOutcome> asked = AskAsync("anna").AsTask();
        Assert.False(asked.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((AuthenticationStatus.Accepted, "old"), ((await asked).Status, (await asked).Location));
    }

    [Fact]
    public async Task A_password_that_was_changed_meanwhile_is_found_wrong_with_the_place()
    {
        Locate("old");
        await AskAsync("anna");
        _time.Advance(TimeSpan.FromMinutes(1));
        _checker.Says = ScriptedGroup.Answer(CheckVerdict.Wrong);

        Assert.Equal(AuthenticationStatus.WrongCredentials, (await AskAsync("anna")).Status);
        Assert.Equal((AuthenticationStatus.WrongCredentials, true), ((await AskAsync("anna")).Status, (await AskAsync("anna")).IsRepeat));
    }

    [Fact]
    public async Task An_answer_that_comes_after_the_client_has_left_is_told_once()
    {
        _checker.Gate = new TaskCompletionSource();
        _checker.IgnoresLeaving = true;
        _checker.Says = ScriptedGroup.Answer(CheckVerdict.Wrong);
        var told = new TaskCompletionSource<AuthenticationStatus>();
        using var leaving = new CancellationTokenSource();
        Task<AuthenticationOutcome> asked = _gateway.AuthenticateAsync(
            Ask.About("anna") with { AnsweredLate = outcome => told.SetResult(outcome.Status) }, leaving.Token).AsTask();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.False(told.Task.IsCompleted);

        _checker.Gate.SetResult();

        Assert.Equal(AuthenticationStatus.WrongCredentials, await told.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private void Locate(string server) =>
        _checker.Says = new LaneOutcome(LaneStatus.Answered, new CheckOutcome(CheckVerdict.Accepted, null) { Location = server });

    private AuthenticationGateway GatewayWith(params IPolicyServer[] policies) =>
        new([_checker], policies, new VerifierOptions(), new LoginMemory(_evidence), _time);

    private ValueTask<AuthenticationOutcome> AskAsync(string user) => _gateway.AuthenticateAsync(Ask.About(user), CancellationToken.None);
}
