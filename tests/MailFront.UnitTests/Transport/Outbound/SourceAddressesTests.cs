using System.Net;
using System.Net.Sockets;
using MailFront.Transport.Outbound;

namespace MailFront.UnitTests.Transport.Outbound;

public sealed class SourceAddressesTests : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly OutboundConnector _connector = new(TimeProvider.System);

    public SourceAddressesTests()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task They_are_used_in_turn()
    {
        var sources = Sources("127.0.0.11", "127.0.0.12", "127.0.0.13");

        var used = new List<IPAddress>();
        for (var i = 0; i < 6; i++)
        {
            var outcome = await ConnectAsync(sources);
            used.Add(((IPEndPoint)outcome.Channel!.LocalEndPoint!).Address);
            await outcome.Channel.CloseAsync();
        }

        Assert.Equal(3, used.Distinct().Count());
        Assert.Equal(used[..3], used[3..]);
    }

    [Fact]
    public async Task One_that_is_not_ours_gives_way_to_the_next()
    {
        var sources = Sources("192.0.2.77", "127.0.0.11");

        for (var i = 0; i < 2; i++)
        {
            var outcome = await ConnectAsync(sources);
            Assert.Equal("127.0.0.11", ((IPEndPoint)outcome.Channel!.LocalEndPoint!).Address.ToString());
            await outcome.Channel.CloseAsync();
        }
    }

    [Fact]
    public async Task None_left_is_told_as_out_of_ports()
    {
        var outcome = await ConnectAsync(Sources("192.0.2.77", "192.0.2.78"));

        Assert.Equal(ConnectStatus.NoLocalPorts, outcome.Status);
        Assert.Matches(@"no free local port from 192\.0\.2\.7[78], if that is an address of this machine", outcome.Detail);
    }

    [Fact]
    public async Task Addresses_of_the_other_family_are_left_out()
    {
        var outcome = await ConnectAsync(Sources("2001:db8::1"));

        Assert.Equal(ConnectStatus.Connected, outcome.Status);
        await outcome.Channel!.CloseAsync();
    }

    private static SourceAddresses Sources(params string[] addresses) => new(addresses.Select(IPAddress.Parse));

    private ValueTask<ConnectOutcome> ConnectAsync(SourceAddresses sources) => _connector.ConnectAsync(
        "127.0.0.1", ((IPEndPoint)_listener.LocalEndPoint!).Port, sources, TimeSpan.FromSeconds(30), CancellationToken.None);
}
