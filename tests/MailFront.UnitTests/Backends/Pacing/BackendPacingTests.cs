using MailFront.Backends;
using MailFront.Backends.Pacing;
using MailFront.Defence.Login;
using MailFront.Protocol;
using MailFront.TestKit.Time;

namespace MailFront.UnitTests.Backends.Pacing;

public sealed class BackendPacingTests : IDisposable
{
    private static readonly BackendEndpoint _endpoint = new() { Name = "be1", Host = "be1", LoginRate = 10 };
    private static readonly BackendEndpoint _other = new() { Name = "be2", Host = "be2", LoginRate = 10 };

    private readonly ManualTimeProvider _time = new();
    private readonly BackendPacing _pacing;

    public BackendPacingTests() => _pacing = new BackendPacing(new BackendPacingOptions { MaxWaiting = 6 }, _time);

    public void Dispose() => _pacing.Dispose();

    [Fact]
    public async Task A_login_over_the_rate_waits_for_its_turn()
    {
        await EnterAsync();

        var second = EnterAsync();
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        var pass = await second;

        Assert.Null(pass.Refusal);
        Assert.Equal(TimeSpan.FromMilliseconds(100), pass.Held);
        Assert.Equal(0, _pacing.Waiting);
    }

    [Fact]
    public async Task A_known_user_goes_before_strangers()
    {
        await EnterAsync();
        var stranger = EnterAsync(LoginClass.New);
        var known = EnterAsync(LoginClass.Known);

        _time.Advance(TimeSpan.FromMilliseconds(100));
        await known;

        Assert.False(stranger.IsCompleted);
    }

    [Fact]
    public async Task Who_leaves_gives_his_place_to_the_next_at_once()
    {
        using var leaving = new CancellationTokenSource();
        await EnterAsync();
        var first = EnterAsync(cancellationToken: leaving.Token);
        var second = EnterAsync();

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var waiting = _pacing.Waiting;
        _time.Advance(TimeSpan.FromMilliseconds(100));
        await second;

        Assert.Equal(1, waiting);
    }

    [Fact]
    public async Task One_backends_line_has_half_of_all_places()
    {
        await EnterAsync();
        await EnterAsync(endpoint: _other);
        var waiting = Enumerable.Range(0, 3).Select(_ => EnterAsync()).ToList();

        var refused = await EnterAsync();
        var other = EnterAsync(endpoint: _other);

        Assert.Equal("3 logins wait already", refused.Refusal);
        Assert.All(waiting.Append(other), login => Assert.False(login.IsCompleted));
        Assert.Equal(1, Assert.Single(_pacing.TakeSnapshots(), now => now.Name == "be1").Refused);
    }

    [Fact]
    public async Task A_login_that_would_not_be_served_in_time_is_refused_at_once()
    {
        _pacing.Options = new BackendPacingOptions { Hold = TimeSpan.FromMilliseconds(250) };
        await EnterAsync();
        _ = EnterAsync();
        _ = EnterAsync();

        var refused = await EnterAsync();

        Assert.Matches(@"^2 logins wait before it, which takes 0\.3 s of 0\.\d$", refused.Refusal);
    }

    [Fact]
    public async Task A_login_whose_own_deadline_is_near_waits_no_longer_than_that()
    {
        await EnterAsync();

        var refused = await _pacing.EnterAsync(
            _endpoint, Login(LoginClass.Known) with { TimeLeft = TimeSpan.FromMilliseconds(50) }, isTrial: false, isUp: true, CancellationToken.None);

        Assert.NotNull(refused.Refusal);
    }

    [Fact]
    public async Task A_turn_that_does_not_come_in_time_is_a_refusal_that_says_so()
    {
        var one = _endpoint with { LoginRate = null, Connections = 1 };
        await EnterAsync(endpoint: one);
        var second = EnterAsync(endpoint: one);

        for (var i = 0; i < 310; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Matches(@"^its turn did not come within 30\.\d s$", (await second).Refusal);
        Assert.Equal(0, _pacing.Waiting);
    }

    [Fact]
    public async Task The_end_of_a_login_is_the_turn_of_the_next_where_so_many_may_run_at_once()
    {
        var one = _endpoint with { LoginRate = null, Connections = 1 };
        var pass = await EnterAsync(endpoint: one);
        var second = EnterAsync(endpoint: one);
        Assert.False(second.IsCompleted);

        _pacing.Ended(pass, MailProtocol.Imap, failure: null, isKnown: true);

        Assert.Null((await second).Refusal);
    }

    [Fact]
    public async Task The_timer_rests_while_nobody_waits()
    {
        await EnterAsync();
        var waiting = EnterAsync();
        _time.Advance(TimeSpan.FromMilliseconds(100));
        await waiting;
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(0, _time.ActiveTimers);
    }

    [Fact]
    public async Task In_a_young_outage_logins_wait_and_one_of_them_tries_each_second()
    {
        var pass = await EnterAsync();
        _pacing.Ended(pass, MailProtocol.Imap, failure: null, isKnown: true);
        _pacing.WentDown("be1", MailProtocol.Imap);
        var waiting = Enumerable.Range(0, 3).Select(_ => EnterAsync(isUp: false)).ToList();

        _time.Advance(TimeSpan.FromSeconds(1));
        var trial = await waiting[0];
        Assert.True(trial.IsTrial);
        Assert.False(waiting[1].IsCompleted);
        _pacing.Ended(trial, MailProtocol.Imap, failure: null, isKnown: true);
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([false, false], (await Task.WhenAll(waiting.Skip(1))).Select(next => next.IsTrial));
    }

    private static BackendLogin Login(LoginClass loginClass) =>
        new(MailProtocol.Imap, "jo", new ClientIdentity(null, null, "s1"), null) { Class = loginClass };

    private Task<LoginPass> EnterAsync(
        LoginClass loginClass = LoginClass.Known, BackendEndpoint? endpoint = null, bool isUp = true, CancellationToken cancellationToken = default) =>
        _pacing.EnterAsync(endpoint ?? _endpoint, Login(loginClass), isTrial: false, isUp, cancellationToken).AsTask();
}
