using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using MailFront.Transport;
using MailFront.Transport.Listening;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.UnitTests.Transport.Listening;

public sealed class ConnectionListenerTests : IAsyncLifetime
{
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("mailfront-listener-");
    private readonly System.Threading.Channels.Channel<Channel> _accepted = System.Threading.Channels.Channel.CreateUnbounded<Channel>();
    private readonly List<ConnectionListener> _listeners = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var listener in _listeners)
        {
            await listener.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task It_accepts_on_the_port_it_reports(string address)
    {
        var listener = Listen(new ListenerOptions { Name = "imap", EndPoint = new IPEndPoint(IPAddress.Parse(address), 0) });

        using var client = await ConnectAsync(listener.BoundEndPoint!);
        var channel = await NextAsync();

        Assert.NotEqual(0, ((IPEndPoint)listener.BoundEndPoint!).Port);
        Assert.Equal(client.LocalEndPoint, channel.RemoteEndPoint);
        Assert.Equal(listener.BoundEndPoint, channel.LocalEndPoint);
        await channel.WriteAsync("* OK\r\n"u8.ToArray());
        var greeting = new byte[6];
        await client.ReceiveAsync(greeting);
        Assert.Equal("* OK\r\n"u8.ToArray(), greeting);
    }

    [Fact]
    public async Task A_second_listener_cannot_take_the_port()
    {
        var first = Listen(new ListenerOptions { Name = "imap", EndPoint = new IPEndPoint(IPAddress.Loopback, 0) });

        var exception = Assert.Throws<SocketException>(() => Listen(new ListenerOptions { Name = "imap", EndPoint = (IPEndPoint)first.BoundEndPoint! }));

        Assert.Equal(SocketError.AddressAlreadyInUse, exception.SocketErrorCode);
        using var client = await ConnectAsync(first.BoundEndPoint!);
        await NextAsync();
    }

    [Fact]
    public async Task A_refused_address_is_reset_and_never_handed_on()
    {
        var refuse = true;
        var listener = Listen(new ListenerOptions { Name = "imap", EndPoint = new IPEndPoint(IPAddress.Loopback, 0) }, _ => !Volatile.Read(ref refuse));

        var exception = await Assert.ThrowsAsync<SocketException>(() => ConnectAndReadAsync(listener.BoundEndPoint!));
        Volatile.Write(ref refuse, false);
        using var served = await ConnectAsync(listener.BoundEndPoint!);

        Assert.Equal(SocketError.ConnectionReset, exception.SocketErrorCode);
        Assert.Equal(served.LocalEndPoint, (await NextAsync()).RemoteEndPoint);
        Assert.False(_accepted.Reader.TryRead(out _));
    }

    [Fact]
    public async Task An_exception_of_the_taker_ends_that_connection_only()
    {
        var calls = 0;
        var listener = Listen(
            new ListenerOptions { Name = "imap", EndPoint = new IPEndPoint(IPAddress.Loopback, 0) },
            _ => ++calls == 1 ? throw new InvalidOperationException("defect") : true);

        await Assert.ThrowsAsync<SocketException>(() => ConnectAndReadAsync(listener.BoundEndPoint!));
        using var second = await ConnectAsync(listener.BoundEndPoint!);

        await NextAsync();
    }

    [Fact]
    public async Task A_unix_socket_is_open_to_everyone_and_removed_at_the_end()
    {
        var path = Path.Combine(_folder.FullName, "imap");
        var listener = Listen(new ListenerOptions { Name = "imap", UnixPath = path });

        using var client = await ConnectAsync(new UnixDomainSocketEndPoint(path));
        var channel = await NextAsync();

        Assert.Null(channel.RemoteEndPoint);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode)0b111_111_111);
        await listener.StopAsync();
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_stale_unix_socket_is_replaced()
    {
        var path = Path.Combine(_folder.FullName, "stale");
        using (var left = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            // Bound under another name, since .NET removes the file that it has bound.
            left.Bind(new UnixDomainSocketEndPoint(path + ".new"));
            File.Move(path + ".new", path);
        }

        Assert.True(File.Exists(path));
        Listen(new ListenerOptions { Name = "imap", UnixPath = path });

        using var client = await ConnectAsync(new UnixDomainSocketEndPoint(path));
        await NextAsync();
    }

    [Fact]
    public void A_unix_socket_in_use_is_not_replaced()
    {
        var path = Path.Combine(_folder.FullName, "used");
        Listen(new ListenerOptions { Name = "imap", UnixPath = path });

        Assert.Throws<IOException>(() => Listen(new ListenerOptions { Name = "imap", UnixPath = path }));

        Assert.True(File.Exists(path));
    }

    [Fact]
    public void A_file_that_is_not_a_socket_is_never_removed()
    {
        var path = Path.Combine(_folder.FullName, "precious");
        File.WriteAllText(path, "mail");

        Assert.Throws<IOException>(() => Listen(new ListenerOptions { Name = "imap", UnixPath = path }));

        Assert.Equal("mail", File.ReadAllText(path));
    }

    [Fact]
    public async Task An_inherited_descriptor_is_served()
    {
        using var systemds = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        systemds.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        systemds.Listen();
        var endPoint = systemds.LocalEndPoint!;
        var descriptor = Duplicate((int)systemds.SafeHandle.DangerousGetHandle());

        var listener = Listen(new ListenerOptions { Name = "imap", InheritedDescriptor = descriptor });

        Assert.Equal(endPoint, listener.BoundEndPoint);
        using var client = await ConnectAsync(endPoint);
        await NextAsync();
    }

    [Fact]
    public async Task After_a_stop_nothing_is_accepted_and_accepted_channels_go_on()
    {
        var listener = Listen(new ListenerOptions { Name = "imap", EndPoint = new IPEndPoint(IPAddress.Loopback, 0) });
        using var client = await ConnectAsync(listener.BoundEndPoint!);
        var channel = await NextAsync();

        await listener.StopAsync().WaitAsync(_bound);
        await listener.StopAsync().WaitAsync(_bound);

        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(listener.BoundEndPoint!));
        Assert.True(await channel.WriteAsync("still here"u8.ToArray()));
    }

    [Fact]
    public void Exactly_one_place_to_listen_must_be_given()
    {
        Assert.Throws<ArgumentException>(() => Listen(new ListenerOptions { Name = "imap" }));
        Assert.Throws<ArgumentException>(() => Listen(new ListenerOptions { Name = "imap", UnixPath = "/x", InheritedDescriptor = 3 }));
    }

    private static async Task<Socket> ConnectAsync(EndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(endPoint).WaitAsync(_bound);
        return socket;
    }

    private static async Task ConnectAndReadAsync(EndPoint endPoint)
    {
        using var socket = await ConnectAsync(endPoint);
        await socket.ReceiveAsync(new byte[1]).WaitAsync(_bound);
    }

    [DllImport("libc", EntryPoint = "dup")]
    private static extern int Duplicate(int descriptor);

    private ConnectionListener Listen(ListenerOptions options, AcceptFilter? filter = null)
    {
        var listener = new ConnectionListener(options, filter ?? (static _ => true), Take, TimeProvider.System, NullLogger<ConnectionListener>.Instance);
        listener.Start();
        _listeners.Add(listener);
        return listener;
    }

    private void Take(Channel channel) => Assert.True(_accepted.Writer.TryWrite(channel));

    private Task<Channel> NextAsync() => _accepted.Reader.ReadAsync().AsTask().WaitAsync(_bound);
}
