namespace MailFront.Authentication.Lanes.Scheduling;

/// <summary>
/// How many questions an endpoint is asked at once. Begins at the configured number, which the operator knows from the other system, and only ever
/// goes below it: when successes take much longer than they used to. Failures are not looked at, since systems delay them on purpose.
/// </summary>
internal sealed class AdaptiveLimit(int configured)
{
    private const int MinSamples = 10;
    private const int MaxSamples = 64;

    // Twice what is usual, and more than a scheduler's hiccup; half as much when the queue grows at the same time.
    private const double SlowFactor = 2;
    private const double SlowWithQueueFactor = 1.5;
    private const double QueueGrowth = 1.5;
    private const double SlackMilliseconds = 20;

    // What is usual follows quickly when it gets better, and in a minute or two when the other system has become slower for good.
    private const double BetterPart = 0.5;
    private const double WorsePart = 1.01;
    private const double ShrinkFactor = 0.9;

    private static TimeSpan MinWindow { get; } = TimeSpan.FromSeconds(1);
    private static TimeSpan MaxWindow { get; } = TimeSpan.FromSeconds(30);
    private static TimeSpan HoldAfterShrink { get; } = TimeSpan.FromSeconds(5);

    private readonly int _configured = configured;
    private readonly double[] _runs = new double[MaxSamples];
    private int _samples;
    private double _waits;
    private double _lastWait;
    private double? _usual;
    private TimeSpan _windowStart;
    private TimeSpan _growFrom;

    /// <summary>Questions at once, 1 to the configured number.</summary>
    public int Current { get; private set; } = configured;

    /// <summary>A password was right: the question ran and waited so long. True when <see cref="Current"/> has moved.</summary>
    public bool Succeeded(TimeSpan now, TimeSpan ran, TimeSpan waited)
    {
        if (_samples == 0)
        {
            _windowStart = now;
        }

        // A busy window keeps its latest runs; its waits are all counted.
        _runs[_samples % MaxSamples] = ran.TotalMilliseconds;
        _samples++;
        _waits += waited.TotalMilliseconds;
        TimeSpan age = now - _windowStart;
        if (age < MinWindow || (_samples < MinSamples && age < MaxWindow))
        {
            return false;
        }

        int before = Current;
        if (_samples >= MinSamples)
        {
            Judge(now);
        }
        else
        {
            // So few logins say nothing, and need nothing.
            Grow(now);
        }

        _samples = 0;
        _waits = 0;
        return Current != before;
    }

    private void Judge(TimeSpan now)
    {
        Span<double> runs = _runs.AsSpan(0, Math.Min(_samples, MaxSamples));
        runs.Sort();
        double run = runs[runs.Length / 2];
        double wait = _waits / _samples;
        bool isQueueGrowing = wait > (_lastWait * QueueGrowth) + SlackMilliseconds;
        double usual = _usual ?? run;
        double factor = isQueueGrowing ? SlowWithQueueFactor : SlowFactor;
        if (run > (usual * factor) + SlackMilliseconds)
        {
            Current = Math.Max(1, Math.Min(Current - 1, (int)(Current * ShrinkFactor)));
            _growFrom = now + HoldAfterShrink;
        }
        else
        {
            Grow(now);
        }

        _usual = run < usual ? usual + ((run - usual) * BetterPart) : Math.Min(run, usual * WorsePart);
        _lastWait = wait;
    }

    private void Grow(TimeSpan now)
    {
        if (now >= _growFrom && Current < _configured)
        {
            Current++;
        }
    }
}
