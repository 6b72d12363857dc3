using System.Net;
using System.Net.Sockets;
using MailFront.Transport.Outbound;

namespace MailFront.UnitTests.Transport.Outbound;

public sealed class OutboundConnectorTests : IDisposable
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("mailfront-connector-");
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly OutboundConnector _connector = new(TimeProvider.System);

    public OutboundConnectorTests()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    private int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task It_connects_to_an_address()
    {
        var outcome = await ConnectAsync("127.0.0.1", Port);

        Assert.Equal(ConnectStatus.Connected, outcome.Status);
        Assert.Equal(_listener.LocalEndPoint, outcome.Channel!.RemoteEndPoint);
        await outcome.Channel.CloseAsync();
    }

    [Theory]
    [InlineData("::1")]
    [InlineData("[::1]")]
    public async Task It_takes_IPv6_with_and_without_brackets(string host)
    {
        using var listener = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        listener.Listen();

        var outcome = await ConnectAsync(host, ((IPEndPoint)listener.LocalEndPoint!).Port);

        Assert.Equal(ConnectStatus.Connected, outcome.Status);
        await outcome.Channel!.CloseAsync();
    }

    [Fact]
    public async Task It_tries_the_next_address_of_a_name()
    {
        // Nothing listens on 127.0.0.2.
        var connector = new OutboundConnector(TimeProvider.System, _ => Task.FromResult(new[] { IPAddress.Parse("127.0.0.2"), IPAddress.Loopback }));

        var outcome = await connector.ConnectAsync("backend.example.org", Port, _deadline, CancellationToken.None);

        Assert.Equal(ConnectStatus.Connected, outcome.Status);
        await outcome.Channel!.CloseAsync();
    }

    [Fact]
    public async Task A_port_where_nothing_listens_refuses()
    {
        var port = Port;
        _listener.Dispose();

        var outcome = await ConnectAsync("127.0.0.1", port);

        Assert.Equal(ConnectStatus.Refused, outcome.Status);
        Assert.Null(outcome.Channel);
        Assert.Contains($"127.0.0.1:{port}", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_name_is_told_apart()
    {
        var connector = new OutboundConnector(TimeProvider.System, _ => throw new SocketException((int)SocketError.HostNotFound));

        var outcome = await connector.ConnectAsync("nowhere.example.org", 143, _deadline, CancellationToken.None);

        Assert.Equal(ConnectStatus.NameNotFound, outcome.Status);
        Assert.StartsWith("nowhere.example.org: ", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unix_path_is_connected_to()
    {
        var path = Path.Combine(_folder.FullName, "mux");
        using var listener = ListenOn(path, backlog: 5);

        var outcome = await ConnectAsync(path, 0);

        Assert.Equal(ConnectStatus.Connected, outcome.Status);
        await outcome.Channel!.CloseAsync();
    }

    [Fact]
    public async Task A_unix_path_that_does_not_exist_is_told_apart()
    {
        Assert.Equal(ConnectStatus.NameNotFound, (await ConnectAsync("/nowhere/mux", 0)).Status);
        Assert.Equal(ConnectStatus.NameNotFound, (await ConnectAsync("/" + new string('x', 200), 0)).Status);
    }

    [Fact]
    public async Task A_unix_socket_whose_queue_is_full_is_waited_for()
    {
        var path = Path.Combine(_folder.FullName, "busy");
        using var listener = ListenOn(path, backlog: 0);
        using var filler = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await filler.ConnectAsync(new UnixDomainSocketEndPoint(path));

        var late = await _connector.ConnectAsync(path, 0, TimeSpan.FromMilliseconds(100), CancellationToken.None);
        var connecting = ConnectAsync(path, 0);
        using var accepted = await listener.AcceptAsync();
        var outcome = await connecting;

        Assert.Equal(ConnectStatus.TimedOut, late.Status);
        Assert.Equal(ConnectStatus.Connected, outcome.Status);
        await outcome.Channel!.CloseAsync();
    }

    [Fact]
    public async Task Giving_up_is_an_exception()
    {
        using var givenUp = new CancellationTokenSource();
        await givenUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _connector.ConnectAsync("127.0.0.1", Port, _deadline, givenUp.Token).AsTask());
    }

    private static Socket ListenOn(string path, int backlog)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(backlog);
        return listener;
    }

    private Task<ConnectOutcome> ConnectAsync(string host, int port) =>
        _connector.ConnectAsync(host, port, _deadline, CancellationToken.None).AsTask();
}
