using MailFront.Authentication;
using MailFront.Authentication.Policy;
using MailFront.Defence.Login;
using MailFront.TestKit.Time;
using MailFront.UnitTests.Authentication.Fakes;

namespace MailFront.UnitTests.Authentication.Policy;

public sealed class PolicyRoundTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Without_servers_there_is_nothing_against_a_login() => Assert.Null(await AskAsync());

    [Fact]
    public async Task One_refusal_is_enough_and_ends_the_round()
    {
        var last = new ScriptedPolicy();

        AuthenticationOutcome? refusal = await AskAsync(
            new ScriptedPolicy(), new ScriptedPolicy { Name = "wforce", Advice = PolicyAdvice.Refuse("too many") }, last);

        Assert.Equal(
            (AuthenticationStatus.WrongCredentials, "wforce", "refused by policy: too many", true),
            (refusal?.Status, refusal?.Checker, refusal?.Detail, refusal?.IsPolicyRefusal));
        Assert.Equal(0, last.Asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_cannot_be_asked_stops_logins_only_where_it_is_required(bool isRequired)
    {
        AuthenticationOutcome? refusal = await AskAsync(new ScriptedPolicy { IsRequired = isRequired, Advice = PolicyAdvice.Unavailable("down") });

        Assert.Equal(isRequired ? AuthenticationStatus.Unavailable : null, refusal?.Status);
    }

    [Theory]
    [InlineData(LoginClass.Known, false, false)]
    [InlineData(LoginClass.New, false, false)]
    [InlineData(LoginClass.Suspect, false, true)]
    [InlineData(LoginClass.Known, true, true)]
    public async Task A_line_that_is_full_lets_no_suspect_through(LoginClass loginClass, bool isRequired, bool isStopped)
    {
        var round = new PolicyRound([new ScriptedPolicy { IsRequired = isRequired, Advice = PolicyAdvice.Busy }], _time);

        AuthenticationOutcome? refusal = await round.RefusalAsync(Ask.About("anna"), loginClass, CancellationToken.None);

        Assert.Equal(isStopped ? AuthenticationStatus.Overloaded : null, refusal?.Status);
    }

    [Fact]
    public async Task The_longest_delay_is_served_once()
    {
        Task<AuthenticationOutcome?> asked = AskAsync(Delaying(2), Delaying(5), Delaying(1)).AsTask();
        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(asked.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Null(await asked);
    }

    [Fact]
    public async Task No_delay_is_longer_than_a_quarter_of_a_minute()
    {
        Task<AuthenticationOutcome?> asked = AskAsync(Delaying(3600)).AsTask();

        _time.Advance(TimeSpan.FromSeconds(15));

        Assert.Null(await asked);
    }

    [Fact]
    public async Task Only_servers_that_want_to_are_asked_about_verified_credentials()
    {
        var quiet = new ScriptedPolicy { Advice = PolicyAdvice.Refuse(null) };
        var curious = new ScriptedPolicy { AsksAboutVerified = true };
        var round = new PolicyRound([quiet, curious], _time);

        Assert.True(round.AskAboutVerified);
        Assert.False(new PolicyRound([quiet], _time).AskAboutVerified);
        Assert.Null(await round.RefusalAsync(Ask.About("anna"), LoginClass.Verified, CancellationToken.None));
        Assert.Equal((0, 1), (quiet.Asked, curious.Asked));
    }

    private static ScriptedPolicy Delaying(double seconds) => new() { Advice = PolicyAdvice.Wait(TimeSpan.FromSeconds(seconds), null) };

    private ValueTask<AuthenticationOutcome?> AskAsync(params IPolicyServer[] servers) =>
        new PolicyRound(servers, _time).RefusalAsync(Ask.About("anna"), LoginClass.New, CancellationToken.None);
}
