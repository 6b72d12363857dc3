using MailFront.Defence.Pressure;
using Microsoft.Extensions.Logging;

namespace MailFront.Sessions.Pressure;

/// <summary>Reads the pressure four times a second, sets the gauge, and tells the log when it rises over a mark and when it has fallen again.</summary>
public sealed class PressureSampler
{
    /// <summary>
    /// Time between two readings. 250 ms: a flood that fills 10,000 places at 5,000 connections a second is seen while most of them are free,
    /// and a reading costs some tens of microseconds.
    /// </summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    // Over the one it is told, under the other it is over: between them nothing flaps.
    private const float HighMark = 0.8f;
    private const float LowMark = 0.6f;

    // A level that swings through both marks is told once in this time.
    private static readonly TimeSpan _logEvery = TimeSpan.FromSeconds(10);

    private readonly PressureGauge _gauge;
    private readonly Func<PressureFacts> _facts;
    private readonly Func<TimeSpan, bool> _isAlarmed;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private bool _isHigh;
    private TimeSpan? _loggedAt;

    /// <param name="gauge">What is set.</param>
    /// <param name="facts">What is used now; cheap.</param>
    /// <param name="isAlarmed">Whether a botnet is at work.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="logger">Told of marks.</param>
    public PressureSampler(
        PressureGauge gauge, Func<PressureFacts> facts, Func<TimeSpan, bool> isAlarmed, TimeProvider time, ILogger<PressureSampler> logger)
    {
        _gauge = gauge;
        _facts = facts;
        _isAlarmed = isAlarmed;
        _time = time;
        _logger = logger;
    }

    /// <summary>Samples until <paramref name="cancellationToken"/> is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            Sample();
        }
    }

    /// <summary>Reads once. From one thread at a time.</summary>
    public void Sample()
    {
        var now = _time.GetElapsedTime(0);
        var reading = PressureReading.Of(_facts());
        _gauge.Reading = reading;
        _gauge.IsAlarmed = _isAlarmed(now);
        var isCrossing = _isHigh ? reading.Level < LowMark : reading.Level >= HighMark;
        if (!isCrossing || (_loggedAt is { } last && now - last < _logEvery))
        {
            return;
        }

        _isHigh = !_isHigh;
        _loggedAt = now;
        if (_isHigh)
        {
            Log.PressureHigh(_logger, reading.Level, reading.Worst);
        }
        else
        {
            Log.PressureOver(_logger, reading.Level);
        }
    }
}
