using MailFront.Load.Measuring;

namespace MailFront.Load.Runs;

/// <summary>What one run found.</summary>
internal sealed record RunResult
{
    /// <summary>The run.</summary>
    public required RunOptions Options { get; init; }

    /// <summary>Counts and latencies.</summary>
    public required Recorder Recorder { get; init; }

    /// <summary>Length of the measured window in seconds.</summary>
    public double WindowSeconds { get; init; }

    /// <summary>CPU in the window, for logins in the whole run.</summary>
    public required CpuMeter Cpu { get; init; }

    /// <summary>Sessions that were held, 0 for other runs.</summary>
    public int Held { get; init; }

    /// <summary>Held sessions that answered at the end.</summary>
    public int Verified { get; init; }

    /// <summary>How long it took to open the held sessions, in seconds.</summary>
    public double SetupSeconds { get; init; }

    /// <summary>Memory of the measured processes before the first session.</summary>
    public MemoryUse MemoryBefore { get; init; }

    /// <summary>Memory of the measured processes with all sessions held.</summary>
    public MemoryUse MemoryHeld { get; init; }

    /// <summary>Whether connections were held.</summary>
    public bool IsHeld => Options.Kind is RunKind.Hold or RunKind.Park;

    /// <summary>Logins the stub backend counted during the run; null when it was not asked.</summary>
    public long? StubLogins { get; init; }

    /// <summary>Operations per second, or MB per second for relayed bodies.</summary>
    public double Rate => Options.Kind == RunKind.Relay ? Recorder.Bytes / WindowSeconds / 1e6 : Recorder.Operations / WindowSeconds;

    /// <summary>CPU seconds of the measured processes for 1,000 operations, or for 1 GB of bodies; null when unknown.</summary>
    public double? CpuPerUnit => PerUnit(Cpu.Measured, Options.Pids.Count > 0);

    /// <summary>CPU seconds of the generator for the same.</summary>
    public double? OwnCpuPerUnit => PerUnit(Cpu.Own, true);

    /// <summary>True when every operation succeeded and the backend saw them all.</summary>
    public bool IsClean => Recorder.Failed == 0 && (StubLogins is not { } seen || seen >= Recorder.Logins)
        && (!IsHeld || (Held == Options.Connections && Verified == Held));

    private double? PerUnit(double seconds, bool isKnown)
    {
        var units = Options.Kind switch
        {
            RunKind.Relay => Recorder.Bytes / 1e9,
            RunKind.Login => Recorder.AllOperations / 1e3,
            _ => Recorder.Operations / 1e3,
        };
        return isKnown && units > 0 ? seconds / units : null;
    }
}
