namespace MailFront.Defence.Pressure;

/// <summary>
/// How near the process is to what it cannot take, from 0 (idle) to 1 (full): the worst of all its scarce things. One for the process; set by
/// whoever measures, read by everybody. Thread-safe.
/// </summary>
public sealed class PressureGauge
{
    /// <summary>
    /// What whoever is not proven feels at least while a botnet is at work. 0.8: with the usual start of scaling his deadlines are a third of
    /// their way above the floors, long enough for a person on a phone, a third of what a bot may hold otherwise.
    /// </summary>
    public const float AlarmLevel = 0.8f;

    private PressureReading _reading = PressureReading.Idle;
    private volatile bool _isAlarmed;

    /// <summary>The level now, 0 to 1.</summary>
    public float Level
    {
        get => Reading.Level;
        set => Reading = PressureReading.Said(value);
    }

    /// <summary>What the level is made of.</summary>
    public PressureReading Reading
    {
        get => Volatile.Read(ref _reading);
        set => Volatile.Write(ref _reading, value);
    }

    /// <summary>Whether a botnet is at work.</summary>
    public bool IsAlarmed
    {
        get => _isAlarmed;
        set => _isAlarmed = value;
    }

    /// <summary>What a connection from a place that has proven nothing feels.</summary>
    public float LevelForUnproven => _isAlarmed ? Math.Max(Level, AlarmLevel) : Level;
}
