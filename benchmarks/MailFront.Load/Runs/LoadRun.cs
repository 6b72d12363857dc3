using MailFront.Load.Clients;
using MailFront.Load.Measuring;

namespace MailFront.Load.Runs;

/// <summary>What all runs share: the clock, the counts, the window and its CPU.</summary>
internal sealed class LoadRun(RunOptions options, TimeProvider time) : IDisposable
{
    private readonly DeadlineWatch _watch = new(new LoadClock(time));
    private int _nextUser = -1;

    /// <summary>The run.</summary>
    public RunOptions Options => options;

    /// <summary>The clock.</summary>
    public LoadClock Clock { get; } = new(time);

    /// <summary>
    /// CPU of logins is that of the whole run for all its sessions: a session can last as long as a window, and one that began outside
    /// would bring its end without the CPU of its handshake. The other runs open their sessions first, which must not count.
    /// </summary>
    private bool CountsWholeRun => options.Kind == RunKind.Login;

    /// <summary>The counts.</summary>
    public Recorder Recorder { get; } = new(options.Client.Timeout);

    /// <summary>The CPU in the window.</summary>
    public CpuMeter Cpu { get; } = new(new ProcessTree(options.Pids), new ProcessTree(options.Partners), new LoadClock(time));

    /// <summary>Runs until its end and reports.</summary>
    public static async Task<RunResult> RunAsync(RunOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var run = new LoadRun(options, time);
        var stubBefore = await StubCounter.ReadAsync(options.Stub, cancellationToken);
        if (run.CountsWholeRun)
        {
            run.Cpu.Start();
        }

        var result = options.Kind switch
        {
            RunKind.Login when options.Rate > 0 => await new OpenLoginRun(run).RunAsync(cancellationToken),
            RunKind.Login => await new ClosedLoginRun(run).RunAsync(cancellationToken),
            RunKind.Park => await new ParkRun(run).RunAsync(cancellationToken),
            RunKind.Hold => await new HoldRun(run).RunAsync(cancellationToken),
            _ => await new SteadyRun(run).RunAsync(cancellationToken),
        };
        if (run.CountsWholeRun)
        {
            run.Cpu.Stop();
        }

        return result with { StubLogins = await StubCounter.ReadAsync(options.Stub, cancellationToken) - stubBefore };
    }

    /// <summary>The next client's number, round-robin.</summary>
    public int NextUser() => Interlocked.Increment(ref _nextUser) & int.MaxValue;

    /// <summary>A session that is not connected yet; the caller disposes it.</summary>
    public MailSession NewSession() => new(options.Client, Clock, _watch);

    /// <summary>Waits for the window, measures its CPU and returns its length in seconds.</summary>
    public async Task<double> PassWindowAsync(CancellationToken cancellationToken)
    {
        var start = Clock.Now + (long)(options.WarmupSeconds * LoadClock.Second);
        var end = start + (long)(options.Seconds * LoadClock.Second);
        var isOpenLoop = options.Rate > 0;
        if (isOpenLoop)
        {
            Recorder.SetWindow(start, end);
        }

        await Clock.UntilAsync(start, cancellationToken);
        if (!CountsWholeRun)
        {
            Cpu.Start();
        }

        var began = Clock.Now;
        if (!isOpenLoop)
        {
            // The timer may be late on a busy machine; operations and CPU are counted over the same time all the same.
            Recorder.SetWindow(began, long.MaxValue);
        }

        await Clock.UntilAsync(end, cancellationToken);
        var ended = Clock.Now;
        if (!isOpenLoop)
        {
            Recorder.SetWindow(began, ended);
        }

        if (!CountsWholeRun)
        {
            Cpu.Stop();
        }

        return isOpenLoop ? options.Seconds : (ended - began) / (double)LoadClock.Second;
    }

    /// <inheritdoc/>
    public void Dispose() => _watch.Dispose();
}
