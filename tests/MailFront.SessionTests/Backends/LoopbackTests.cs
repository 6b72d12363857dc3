using System.Text;
using MailFront.Backends;
using MailFront.Backends.Capabilities;
using MailFront.Backends.Health;
using MailFront.Backends.Registry;
using MailFront.TestKit.Backends;
using MailFront.TestKit.Time;
using MailFront.Transport.Deadlines;
using MailFront.Transport.Outbound;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.SessionTests.Backends;

/// <summary>The same over real sockets.</summary>
public sealed class LoopbackTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _time = new();
    private readonly DeadlineWheel _wheel;
    private readonly BackendConnector _connector;

    public LoopbackTests()
    {
        _wheel = new DeadlineWheel(_time, NullLogger<DeadlineWheel>.Instance);
        _connector = new BackendConnector(
            new TransportDialer(new OutboundConnector(_time)),
            _wheel,
            _time,
            new BackendCapabilities(new BackendRegistry(new BackendRegistryOptions())),
            new BackendHealth(new BackendHealthOptions(), _time),
            NullLogger<BackendConnector>.Instance);
    }

    public void Dispose() => _wheel.Dispose();

    [Fact]
    public async Task A_login_over_a_socket_hands_over_a_channel_that_works()
    {
        using var listener = new ScriptedListener();
        using var stop = new CancellationTokenSource(_patience);
        var playing = listener.PlayAsync(stop.Token, new ScriptedBackend("""
            S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready
            C~ A01 AUTHENTICATE PLAIN .*
            S: A01 OK [CAPABILITY IMAP4rev1] done
            C: a NOOP
            S: a OK done
            """));

        var outcome = await _connector.OpenAsync(
            BackendBench.Cyrus with { Host = "127.0.0.1", ImapPort = listener.Port }, BackendBench.Imap(), stop.Token);

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
        await using var channel = outcome.Connection.Channel;
        await channel.WriteAsync("a NOOP\r\n"u8.ToArray());
        await playing;
        while (!channel.Unread.Span.EndsWith("\r\n"u8))
        {
            await channel.ReadMoreAsync(1024);
        }

        Assert.Equal("a OK done\r\n", Encoding.ASCII.GetString(channel.Unread.Span));
    }

    [Fact]
    public async Task A_closed_port_is_unreachable()
    {
        int port;
        using (var listener = new ScriptedListener())
        {
            port = listener.Port;
        }

        using var stop = new CancellationTokenSource(_patience);

        var outcome = await _connector.OpenAsync(
            BackendBench.Cyrus with { Host = "127.0.0.1", ImapPort = port }, BackendBench.Imap(), stop.Token);

        Assert.Equal((BackendFailureKind.Unreachable, BackendStep.Connect), (outcome.Failure?.Kind, outcome.Failure?.Step));
    }
}
