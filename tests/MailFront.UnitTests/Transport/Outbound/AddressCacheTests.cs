using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MailFront.TestKit.Time;
using MailFront.Transport.Outbound;

namespace MailFront.UnitTests.Transport.Outbound;

public sealed class AddressCacheTests
{
    private static readonly IPAddress _old = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress _new = IPAddress.Parse("192.0.2.2");
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(5);

    private readonly ManualTimeProvider _time = new();
    private readonly List<TaskCompletionSource<IPAddress[]>> _questions = [];
    private readonly AddressCache _cache;

    public AddressCacheTests() => _cache = new AddressCache(_time, _ =>
    {
        _questions.Add(new TaskCompletionSource<IPAddress[]>());
        return _questions[^1].Task;
    });

    [Fact]
    public async Task A_known_name_is_not_asked_for_again_within_its_lifetime()
    {
        await LearnAsync(_old);
        _time.Advance(AddressCache.Lifetime);

        var answer = await FindAsync("BACKEND.example.org");

        Assert.Equal([_old], answer.Addresses);
        Assert.Single(_questions);
    }

    [Fact]
    public async Task An_old_answer_is_given_at_once_while_a_new_one_is_fetched()
    {
        await LearnAsync(_old);
        _time.Advance(AddressCache.Lifetime + TimeSpan.FromSeconds(1));

        Assert.Equal([_old], (await FindAsync()).Addresses);
        Assert.Equal([_old], (await FindAsync()).Addresses);
        Assert.Equal(2, _questions.Count);
        _questions[1].SetResult([_new]);

        Assert.Equal([_new], (await FindAsync()).Addresses);
    }

    [Fact]
    public async Task Logins_that_come_together_ask_once()
    {
        var first = FindAsync();
        var second = FindAsync();

        Assert.Single(_questions);
        _questions[0].SetResult([_old]);
        Assert.Equal([_old], (await first).Addresses);
        Assert.Equal([_old], (await second).Addresses);
    }

    [Fact]
    public async Task Trouble_of_the_name_service_keeps_the_old_addresses()
    {
        await LearnAsync(_old);
        _time.Advance(AddressCache.Lifetime + TimeSpan.FromSeconds(1));
        await FindAsync();
        _questions[1].SetException(new SocketException((int)SocketError.TryAgain));

        Assert.Equal([_old], (await FindAsync()).Addresses);
        Assert.Equal(2, _questions.Count);
        _time.Advance(AddressCache.FailureLifetime + TimeSpan.FromSeconds(1));
        await FindAsync();
        Assert.Equal(3, _questions.Count);
    }

    [Fact]
    public async Task A_name_that_has_gone_is_forgotten()
    {
        await LearnAsync(_old);
        _time.Advance(AddressCache.Lifetime + TimeSpan.FromSeconds(1));
        await FindAsync();
        _questions[1].SetException(new SocketException((int)SocketError.HostNotFound));

        Assert.Equal(ConnectStatus.NameNotFound, (await FindAsync()).Failure);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, ConnectStatus.NameNotFound)]
    [InlineData(SocketError.NoData, ConnectStatus.NameNotFound)]
    [InlineData(SocketError.TryAgain, ConnectStatus.NameServiceFailed)]
    internal async Task A_failure_is_remembered_briefly(SocketError error, ConnectStatus expected)
    {
        var finding = FindAsync();
        _questions[0].SetException(new SocketException((int)error));

        Assert.Equal(expected, (await finding).Failure);
        Assert.Equal(expected, (await FindAsync()).Failure);
        Assert.Single(_questions);
        _time.Advance(AddressCache.FailureLifetime + TimeSpan.FromSeconds(1));
        _ = FindAsync();
        Assert.Equal(2, _questions.Count);
    }

    [Fact]
    public async Task A_name_service_that_does_not_answer_holds_a_login_only_until_its_deadline()
    {
        var finding = FindAsync();

        _time.Advance(_deadline);

        Assert.Equal(ConnectStatus.TimedOut, (await finding).Failure);
    }

    [Fact]
    public async Task The_number_of_names_is_bounded()
    {
        for (var i = 0; i < AddressCache.MostNames + 50; i++)
        {
            var finding = FindAsync(i.ToString(CultureInfo.InvariantCulture));
            _questions[^1].SetResult([_old]);
            await finding;
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(AddressCache.MostNames, _cache.Count);
    }

    private async Task LearnAsync(IPAddress address)
    {
        var finding = FindAsync();
        _questions[^1].SetResult([address]);
        await finding;
    }

    private Task<AddressAnswer> FindAsync(string name = "backend.example.org") =>
        _cache.FindAsync(name, _deadline, CancellationToken.None).AsTask();
}
