using System.Net;
using MailFront.Load.CommandLine;

namespace MailFront.Rig.SlowAuth;

/// <summary>How slow, and for whom.</summary>
internal sealed record SlowAuthOptions
{
    /// <summary>saslauthd's own defaults: -n 5, and the backlog of its socket (cyrus-sasl saslauthd/globals.h, ipc_unix.c).</summary>
    private const int DefaultWorkers = 5;
    private const int DefaultBacklog = 32;

    /// <summary>pam_unix delays a failure by two seconds.</summary>
    private const int DefaultWrongMilliseconds = 2000;
    private const int DefaultRightMilliseconds = 15;

    /// <summary>Path of the socket.</summary>
    public required string Path { get; init; }

    /// <summary>Where the counters are told; null: nowhere.</summary>
    public IPEndPoint? Control { get; init; }

    /// <summary>Questions at once.</summary>
    public int Workers { get; init; }

    /// <summary>Connections that may wait in the kernel.</summary>
    public int Backlog { get; init; }

    /// <summary>Time for a yes.</summary>
    public TimeSpan Right { get; init; }

    /// <summary>Time for a no.</summary>
    public TimeSpan Wrong { get; init; }

    /// <summary>Users from user0001 on.</summary>
    public int Users { get; init; }

    /// <summary>Reads the options.</summary>
    public static SlowAuthOptions Parse(Arguments arguments)
    {
        var path = arguments.Text("socket", "");
        var control = arguments.Text("control", "");
        return new SlowAuthOptions
        {
            Path = path.Length > 0 ? path : throw new UsageException("--socket is missing"),
            Control = control.Length > 0 ? LoopbackEndpoint.Parse(control) : null,
            Workers = arguments.Whole("workers", DefaultWorkers, 1, 1000),
            Backlog = arguments.Whole("backlog", DefaultBacklog, 1, 4096),
            Right = TimeSpan.FromMilliseconds(arguments.Number("right-ms", DefaultRightMilliseconds, 0, 60_000)),
            Wrong = TimeSpan.FromMilliseconds(arguments.Number("wrong-ms", DefaultWrongMilliseconds, 0, 60_000)),
            Users = arguments.Whole("users", 2000, 1, 9999),
        };
    }
}
