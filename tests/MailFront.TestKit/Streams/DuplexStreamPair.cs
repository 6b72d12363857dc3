using MailFront.Transport.Managed;

namespace MailFront.TestKit.Streams;

/// <summary>Two joined in-memory ends with bounded buffers: what one writes, the other reads.</summary>
public sealed class DuplexStreamPair
{
    /// <summary>Bytes each direction holds before its writer waits.</summary>
    public const int DefaultCapacity = 64 * 1024;

    public DuplexStreamPair(int capacity = DefaultCapacity)
    {
        var toServer = new BoundedPipe(capacity);
        var toClient = new BoundedPipe(capacity);
        Client = new MemoryTransportStream(incoming: toClient, outgoing: toServer);
        Server = new MemoryTransportStream(incoming: toServer, outgoing: toClient);
    }

    /// <summary>The end a test plays the client with.</summary>
    public MemoryTransportStream Client { get; }

    /// <summary>The end under test.</summary>
    public MemoryTransportStream Server { get; }

    /// <summary>Both ends as channels.</summary>
    public static (ManagedChannel Client, ManagedChannel Server) Channels(int capacity = DefaultCapacity)
    {
        var pair = new DuplexStreamPair(capacity);
        return (new ManagedChannel(pair.Client), new ManagedChannel(pair.Server));
    }
}
