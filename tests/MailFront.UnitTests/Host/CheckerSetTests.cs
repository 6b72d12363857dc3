using MailFront.Authentication;
using MailFront.Composition;
using MailFront.Configuration.Settings;
using MailFront.TestKit.Time;
using MailFront.UnitTests.Authentication.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.UnitTests.Host;

public sealed class CheckerSetTests
{
    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(250);

    [Fact]
    public async Task A_retired_set_waits_for_its_questions()
    {
        var asked = new TaskCompletionSource();
        await using var saslauthd = new FakeSaslauthd(async client =>
        {
            asked.SetResult();
            await FakeSaslauthd.UntilClosedAsync(client);
        });
        var time = new ManualTimeProvider();
        var set = await StartAsync(saslauthd.Path, time);
        var question = set.Gateway.AuthenticateAsync(Ask.About("alice"), CancellationToken.None).AsTask();
        await asked.Task;

        // Away from the test's context, so that what a timer wakes has run when Advance returns.
        await Task.Run(async () =>
        {
            var retired = set.RetireAsync(time, CancellationToken.None);
            for (var waited = _step; waited < TimeSpan.FromSeconds(10); waited += _step)
            {
                time.Advance(_step);
                Assert.False(retired.IsCompleted);
            }

            time.Advance(_step);
            await question;

            while (set.Gateway.Pending > 0)
            {
                await Task.Yield();
            }

            // Two looks that find nothing, not the bound of more than half a minute.
            time.Advance(_step);
            time.Advance(_step);
            await retired.WaitAsync(TimeSpan.FromSeconds(30));
        });
    }

    [Fact]
    public async Task A_retired_set_that_is_not_asked_ends_after_two_looks()
    {
        var time = new ManualTimeProvider();
        var set = await StartAsync("/nowhere", time);

        await Task.Run(() =>
        {
            var retired = set.RetireAsync(time, CancellationToken.None);
            time.Advance(_step);
            Assert.False(retired.IsCompleted);
            time.Advance(_step);
            Assert.True(retired.IsCompletedSuccessfully);
        });
    }

    [Fact]
    public async Task Several_sockets_are_equal_endpoints_of_one_group()
    {
        await using var saslauthd = new FakeSaslauthd(FakeSaslauthd.UntilClosedAsync);
        await using var set = await StartAsync($"/nowhere  {saslauthd.Path}", new ManualTimeProvider());

        var endpoints = Assert.Single(set.Groups).TakeSnapshot().Endpoints;

        Assert.Equal(["/nowhere", saslauthd.Path], endpoints.Select(endpoint => endpoint.Name));
        Assert.All(endpoints, endpoint => Assert.Equal(5, endpoint.Limit));
    }

    private static Task<CheckerSet> StartAsync(string path, TimeProvider time) => CheckerSet.StartAsync(
        new CheckerSettings { Checkers = [CheckerKind.Saslauthd], SaslauthdPath = path },
        new LoginMemory(Gateways.History()),
        time, NullLoggerFactory.Instance, CancellationToken.None);
}
