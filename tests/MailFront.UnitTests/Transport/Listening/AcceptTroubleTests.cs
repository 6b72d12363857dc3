using System.Net;
using System.Net.Sockets;
using MailFront.TestKit.Time;
using MailFront.Transport.Listening;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.UnitTests.Transport.Listening;

public sealed class AcceptTroubleTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly AcceptTrouble _trouble;

    public AcceptTroubleTests()
    {
        _trouble = new AcceptTrouble("imap", _time, NullLogger.Instance);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    public void Dispose()
    {
        _trouble.Dispose();
        _listener.Dispose();
    }

    [Theory]
    [InlineData(SocketError.TooManyOpenSockets)]
    [InlineData(SocketError.NoBufferSpaceAvailable)]
    public async Task When_descriptors_run_out_those_who_wait_are_reset_and_accepting_pauses(SocketError error)
    {
        using var waiting = await ConnectAsync();

        var survived = _trouble.SurviveAsync(error, _listener, CancellationToken.None);

        Assert.Equal(SocketError.ConnectionReset, await EndOfAsync(waiting));
        Assert.False(survived.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        await survived;
    }

    [Theory]
    [InlineData(SocketError.ConnectionAborted)]
    [InlineData(SocketError.ConnectionReset)]
    [InlineData(SocketError.Interrupted)]
    public async Task A_client_that_left_early_costs_those_who_wait_nothing(SocketError error)
    {
        using var waiting = await ConnectAsync();

        var survived = _trouble.SurviveAsync(error, _listener, CancellationToken.None);

        Assert.True(survived.IsCompletedSuccessfully);
        Assert.True(_listener.Poll(0, SelectMode.SelectRead));
    }

    [Fact]
    public async Task A_pause_ends_with_the_listener()
    {
        using var stopping = new CancellationTokenSource();

        var survived = _trouble.SurviveAsync(SocketError.NetworkDown, _listener, stopping.Token);
        await stopping.CancelAsync();

        await survived;
    }

    private async Task<Socket> ConnectAsync()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(_listener.LocalEndPoint!);
        return client;
    }

    private static async Task<SocketError> EndOfAsync(Socket client) =>
        (await Assert.ThrowsAsync<SocketException>(() => client.ReceiveAsync(new byte[1]))).SocketErrorCode;
}
