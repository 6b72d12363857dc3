namespace MailFront.Defence.Pressure;

/// <summary>
/// How near the process is to what it cannot take, from 0 (idle) to 1 (full): the worst of all its scarce things. One for the process; set by
/// whoever measures, read by everybody. Thread-safe.
/// </summary>
public sealed class PressureGauge
{
    private float _level;

    /// <summary>The level now, 0 to 1.</summary>
    public float Level
    {
        get => Volatile.Read(ref _level);
        set => Volatile.Write(ref _level, Math.Clamp(value, 0, 1));
    }
}
