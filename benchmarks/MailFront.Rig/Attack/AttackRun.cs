using MailFront.Load.Measuring;
using MailFront.Rig.Population;

namespace MailFront.Rig.Attack;

/// <summary>
/// Warm-up, then the arrivals in an open loop: each begins at its moment whatever became of those before it, and its time counts from
/// that moment (no coordinated omission). Users and attack go on after the window until the last login that began in it is decided.
/// </summary>
internal sealed class AttackRun
{
    /// <summary>Most connections of users and of bots: a process may open 20,000 descriptors here.</summary>
    private const int MaxUserConnections = 4000;
    private const int MaxBotConnections = 14_000;

    /// <summary>Places in the counts of open connections.</summary>
    private const int Users = 0;
    private const int Bots = 1;
    private const int WarmupTries = 3;

    /// <summary>Quiet between warm-up and attack, for what the warm-up left behind.</summary>
    private static readonly TimeSpan _settle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _samplePeriod = TimeSpan.FromMilliseconds(500);

    private readonly AttackOptions _options;
    private readonly LoadClock _clock;
    private readonly Dictionary<LoginKind, KindRecord> _kinds = Enum.GetValues<LoginKind>().ToDictionary(kind => kind, _ => new KindRecord());
    private readonly KindRecord _population = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int[] _connections = new int[2];
    private long _windowStart;
    private long _windowEnd;
    private int _open = 1;
    private int _undecided = 1;
    private long _worstLag;
    private long _skipped;

    private AttackRun(AttackOptions options, TimeProvider time)
    {
        _options = options;
        _clock = new LoadClock(time);
    }

    /// <summary>Runs one attack on one server.</summary>
    public static Task<AttackResult> RunAsync(AttackOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        new AttackRun(options, time).RunAsync(cancellationToken);

    private async Task<AttackResult> RunAsync(CancellationToken cancellationToken)
    {
        var plan = new ArrivalPlan(_options);
        var main = plan.Main();
        var beginning = _clock.Now;
        var warmupFailures = await WarmAsync(plan.Warmup(), cancellationToken);
        var warmupSeconds = (_clock.Now - beginning) / (double)LoadClock.Second;
        await Task.Delay(_settle, _clock.Time, cancellationToken);

        var start = _clock.Now;
        _windowStart = start + (long)(_options.LeadSeconds * LoadClock.Second);
        _windowEnd = _windowStart + (long)(_options.Seconds * LoadClock.Second);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        new Thread(() => Arrive(main, start, over.Token)) { IsBackground = true, Name = "arrivals" }.Start();

        await _clock.UntilAsync(_windowStart, cancellationToken);
        var server = new ProcessTree(_options.Pids);
        var cpu = new CpuMeter(server, new ProcessTree([]), _clock);
        cpu.Start();
        var before = await SlowAuthCounter.ReadAsync(_options.SlowAuth, cancellationToken);
        var bots = await SampleUntilAsync(_windowEnd, cancellationToken);
        cpu.Stop();
        var after = await SlowAuthCounter.ReadAsync(_options.SlowAuth, cancellationToken);
        var memory = server.Memory();
        await _decided.Task.WaitAsync(cancellationToken);
        await over.CancelAsync();
        await _drained.Task.WaitAsync(cancellationToken);
        return new AttackResult
        {
            Options = _options,
            Kinds = _kinds,
            Population = _population,
            SlowAuthBefore = before,
            SlowAuthAfter = after,
            WarmupFailures = warmupFailures,
            WarmupSeconds = warmupSeconds,
            WorstLag = _worstLag,
            Skipped = _skipped,
            BotConnections = bots,
            Cpu = cpu,
            Memory = memory,
        };
    }

    private async Task<int> WarmAsync(IReadOnlyList<Arrival> arrivals, CancellationToken cancellationToken)
    {
        var failures = 0;
        var limits = new ParallelOptions { MaxDegreeOfParallelism = _options.WarmConnections, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(arrivals, limits, async (arrival, token) =>
        {
            for (var i = 0; i < WarmupTries; i++)
            {
                using var attempt = new LoginAttempt(arrival, _options, _clock);
                await attempt.DecideAsync(_clock.Now, token);
                await attempt.EndAsync(token);
                if (attempt.Outcome == LoginOutcome.Ok || arrival.Kind == LoginKind.Stale)
                {
                    return;
                }
            }

            Interlocked.Increment(ref failures);
        });
        return failures;
    }

    private async Task<double> SampleUntilAsync(long end, CancellationToken cancellationToken)
    {
        var (sum, samples) = (0.0, 0);
        while (_clock.Now < end)
        {
            sum += Volatile.Read(ref _connections[Bots]);
            samples++;
            await Task.Delay(_samplePeriod, _clock.Time, cancellationToken);
        }

        return sum / Math.Max(1, samples);
    }

    private void Arrive(IReadOnlyList<Arrival> arrivals, long start, CancellationToken cancellationToken)
    {
        var isWindowOver = false;
        foreach (var arrival in arrivals)
        {
            var scheduled = start + arrival.At;
            PreciseSleep.For(scheduled - _clock.Now);
            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }

            if (scheduled >= _windowEnd && !isWindowOver)
            {
                isWindowOver = true;
                Leave(ref _undecided, _decided);
            }

            Begin(arrival, scheduled, cancellationToken);
        }

        if (!isWindowOver)
        {
            Leave(ref _undecided, _decided);
        }

        Leave(ref _open, _drained);
    }

    private void Begin(Arrival arrival, long scheduled, CancellationToken cancellationToken)
    {
        var side = arrival.Kind == LoginKind.Bot ? Bots : Users;
        var isCounted = scheduled >= _windowStart && scheduled < _windowEnd;
        _worstLag = Math.Max(_worstLag, isCounted ? _clock.Now - scheduled : 0);
        if (Volatile.Read(ref _connections[side]) >= (side == Bots ? MaxBotConnections : MaxUserConnections))
        {
            _skipped++;
            return;
        }

        Interlocked.Increment(ref _open);
        Interlocked.Add(ref _undecided, isCounted ? 1 : 0);

        // The attempt never fails: it records every outcome, and leaving it is what the run waits for.
        _ = AttemptAsync(side, arrival, scheduled, isCounted, cancellationToken);
    }

    private async Task AttemptAsync(int side, Arrival arrival, long scheduled, bool isCounted, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _connections[side]);

        // The thread of the arrivals begins logins and does nothing else.
        await Task.Yield();
        using (var attempt = await TryAsync(arrival, scheduled, cancellationToken))
        {
            if (isCounted)
            {
                Count(arrival.Kind, attempt.Outcome, attempt.DecidedAt - scheduled);
                Leave(ref _undecided, _decided);
            }

            await attempt.EndAsync(cancellationToken);
        }

        Interlocked.Decrement(ref _connections[side]);
        Leave(ref _open, _drained);
    }

    // As mail clients do: the same password again from the same place, a while after "later".
    private async Task<LoginAttempt> TryAsync(Arrival arrival, long scheduled, CancellationToken cancellationToken)
    {
        var retry = (long)(_options.RetrySeconds * LoadClock.Second);
        var end = scheduled + (long)(_options.PatienceSeconds * LoadClock.Second);
        while (true)
        {
            var attempt = new LoginAttempt(arrival, _options, _clock);
            await attempt.DecideAsync(scheduled, cancellationToken);
            var isToTryAgain = retry > 0 && PasswordBook.IsRight(arrival.Kind) && attempt.Outcome == LoginOutcome.Temporary && _clock.Now + retry < end;
            if (!isToTryAgain || cancellationToken.IsCancellationRequested)
            {
                return attempt;
            }

            using (attempt)
            {
                await attempt.EndAsync(cancellationToken);
            }

            await _clock.UntilAsync(_clock.Now + retry, cancellationToken);
        }
    }

    private void Count(LoginKind kind, LoginOutcome outcome, long elapsed)
    {
        var patience = (long)(_options.PatienceSeconds * LoadClock.Second);
        _kinds[kind].Add(outcome, elapsed, patience);
        if (kind is LoginKind.Verified or LoginKind.Known)
        {
            _population.Add(outcome, elapsed, patience);
        }
    }

    private static void Leave(ref int inside, TaskCompletionSource empty)
    {
        if (Interlocked.Decrement(ref inside) == 0)
        {
            empty.SetResult();
        }
    }
}
