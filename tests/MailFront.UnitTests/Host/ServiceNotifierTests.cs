using System.Net.Sockets;
using System.Text;
using MailFront.Serving;
using MailFront.TestKit.Time;

namespace MailFront.UnitTests.Host;

public sealed class ServiceNotifierTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly ManualTimeProvider _time = new();
    private readonly Socket _systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public ServiceNotifierTests() => _systemd.Bind(new UnixDomainSocketEndPoint(_path));

    [Fact]
    public async Task Systemd_is_told()
    {
        await new ServiceNotifier(_path, _time).ReadyAsync("here");

        Assert.Equal("READY=1\nSTATUS=here", await ReceiveAsync());
    }

    [Fact]
    public async Task A_systemd_that_takes_nothing_holds_up_nobody_for_long()
    {
        FillQueue();

        Task telling = new ServiceNotifier(_path, _time).StoppingAsync("bye");

        Assert.False(telling.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(5));
        await telling.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task One_that_takes_its_time_is_told_then()
    {
        var waiting = FillQueue();
        Task telling = new ServiceNotifier(_path, _time).StoppingAsync("bye");

        for (var i = 0; i < waiting; i++)
        {
            Assert.Equal("x", await ReceiveAsync());
        }

        Assert.Equal("STOPPING=1\nSTATUS=bye", await ReceiveAsync());
        await telling.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/nowhere/at/all")]
    public async Task Without_systemd_nothing_happens(string? path) => await new ServiceNotifier(path, _time).ReloadingAsync();

    public void Dispose()
    {
        _systemd.Dispose();
        File.Delete(_path);
    }

    private int FillQueue()
    {
        using var other = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
        var sent = 0;
        try
        {
            while (sent < 10_000)
            {
                other.SendTo("x"u8, new UnixDomainSocketEndPoint(_path));
                sent++;
            }
        }
        catch (SocketException full) when (full.SocketErrorCode == SocketError.WouldBlock)
        {
            return sent;
        }

        throw new InvalidOperationException("the queue has no end");
    }

    private async Task<string> ReceiveAsync()
    {
        var buffer = new byte[256];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return Encoding.UTF8.GetString(buffer, 0, await _systemd.ReceiveAsync(buffer.AsMemory(), patience.Token));
    }
}
