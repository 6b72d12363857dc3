using System.Net;
using MailFront.Load.Clients;
using MailFront.Load.CommandLine;
using MailFront.Load.Measuring;

namespace MailFront.Load.Runs;

/// <summary>One run, bounded in count and time.</summary>
internal sealed record RunOptions
{
    private const int MaxConnections = 50_000;
    private const int MaxSeconds = 600;
    private const int MaxRate = 100_000;
    private const int OpenLoopConnections = 5000;
    private const int EthernetSegment = 1448;
    private const int RelayBufferBytes = 128 * 1024;

    /// <summary>What to measure.</summary>
    public required RunKind Kind { get; init; }

    /// <summary>The clients.</summary>
    public required ClientOptions Client { get; init; }

    /// <summary>How many connections; in an open loop the most that may be open at a time.</summary>
    public int Connections { get; init; } = 64;

    /// <summary>Logins per second of an open loop; 0 is a closed loop.</summary>
    public double Rate { get; init; }

    /// <summary>The measured window in seconds; for held sessions the time they are held.</summary>
    public double Seconds { get; init; } = 5;

    /// <summary>What runs before the window, in seconds.</summary>
    public double WarmupSeconds { get; init; } = 1;

    /// <summary>Size of a message in KiB; 0 fetches nothing (only held sessions may).</summary>
    public int Kib { get; init; }

    /// <summary>How many sessions are being opened (or verified) at a time.</summary>
    public int Concurrency { get; init; } = 50;

    /// <summary>Seed of the Poisson arrivals.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The measured processes.</summary>
    public IReadOnlyList<int> Pids { get; init; } = [];

    /// <summary>Other processes of the experiment, so that their CPU does not count as noise.</summary>
    public IReadOnlyList<int> Partners { get; init; } = [];

    /// <summary>The stub backend's HTTP port, to compare its count of logins with ours.</summary>
    public IPEndPoint? Stub { get; init; }

    /// <summary>Reads the options of one run.</summary>
    public static RunOptions Parse(RunKind kind, Arguments arguments)
    {
        var isRelay = kind == RunKind.Relay;
        var hold = kind is RunKind.Hold or RunKind.Park;
        var stub = arguments.Text("stub", "");
        var server = arguments.Text("server", "");
        var rate = kind == RunKind.Login ? arguments.Number("rate", 0, 0, MaxRate) : 0;
        return new RunOptions
        {
            Kind = kind,
            Client = new ClientOptions
            {
                Server = LoopbackEndpoint.Parse(server.Length > 0 ? server : throw new UsageException("--server 127.0.0.1:PORT is missing")),
                Protocol = arguments.Choice("protocol", MailProtocol.Imap),
                Tls = arguments.Choice("mode", TlsMode.Plain),
                Users = arguments.Text("users", "user%d"),
                Password = arguments.Text("password", "pw%d"),
                UserCount = arguments.Whole("count", 10_000, 1, 10_000_000),
                Sources = arguments.Whole("sources", 0, 0, 60_000),
                SegmentBytes = arguments.Whole("mss", isRelay ? EthernetSegment : 0, 0, 65_495),
                BufferBytes = isRelay ? RelayBufferBytes : 4096,
                Timeout = LoadClock.Of(TimeSpan.FromSeconds(arguments.Number("timeout", hold ? 60 : 10, 0.01, 120))),
            },
            Connections = arguments.Whole("connections", hold ? 1000 : isRelay ? 32 : rate > 0 ? OpenLoopConnections : 64, 1, MaxConnections),
            Rate = rate,
            Seconds = arguments.Number("time", hold ? 2 : 5, 0.1, MaxSeconds),
            WarmupSeconds = arguments.Number("warmup", hold ? 0 : 1, 0, MaxSeconds),
            Kib = arguments.Whole("kib", isRelay ? 64 : 0, isRelay ? 1 : 0, MessageBody.MaxKib),
            Concurrency = arguments.Whole("concurrency", hold ? 100 : 8, 1, 1000),
            Seed = arguments.Whole("seed", 1, 0, int.MaxValue),
            Pids = arguments.Pids("pid"),
            Partners = arguments.Pids("partner-pid"),
            Stub = stub.Length > 0 ? LoopbackEndpoint.Parse(stub) : null,
        };
    }
}
