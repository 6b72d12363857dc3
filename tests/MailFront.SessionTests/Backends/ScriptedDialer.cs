using MailFront.Backends;
using MailFront.TestKit.Backends;
using MailFront.TestKit.Streams;
using MailFront.Transport.Managed;
using MailFront.Transport.Outbound;

namespace MailFront.SessionTests.Backends;

/// <summary>Connects in memory to scripted backends, one after the other; without one left, the connection is refused.</summary>
internal sealed class ScriptedDialer : IBackendDialer
{
    /// <summary>Room of each direction; a flood must not fit.</summary>
    private const int Capacity = 16 * 1024;

    private readonly Queue<ScriptedBackend> _waiting = [];

    /// <summary>Hosts and ports asked for.</summary>
    public List<string> Dialled { get; } = [];

    /// <summary>Our ends of the connections made.</summary>
    public List<MemoryTransportStream> Ends { get; } = [];

    /// <summary>The game of the last connection.</summary>
    public Task Played { get; private set; } = Task.CompletedTask;

    /// <summary>Answer while no backend waits.</summary>
    public ConnectOutcome WithoutBackend { get; set; } = new(ConnectStatus.Refused, Detail: "192.0.2.7:143: connection refused");

    /// <summary>When set, connecting waits for it.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public void Add(ScriptedBackend backend) => _waiting.Enqueue(backend);

    public async ValueTask<ConnectOutcome> DialAsync(string host, int port, TimeSpan deadline, CancellationToken cancellationToken)
    {
        Dialled.Add($"{host}:{port}");
        if (Gate is not null)
        {
            await Gate.Task.WaitAsync(cancellationToken);
        }

        if (!_waiting.TryDequeue(out var backend))
        {
            return WithoutBackend;
        }

        var pair = new DuplexStreamPair(Capacity);
        Ends.Add(pair.Client);
        backend.PeerWaits = () => pair.Client.WhenReaderIsWaiting;
        Played = backend.PlayAsync(new ManagedChannel(pair.Server));
        return new ConnectOutcome(ConnectStatus.Connected, new ManagedChannel(pair.Client));
    }
}
