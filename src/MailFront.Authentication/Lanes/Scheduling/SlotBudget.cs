namespace MailFront.Authentication.Lanes.Scheduling;

/// <summary>
/// The slot-seconds suspects may use: a bucket that fills with a part of all slots' time and is charged with what their runs really take, while they take it.
/// </summary>
/// <param name="share">Part of all slot-seconds, above 0 to 1.</param>
internal sealed class SlotBudget(double share)
{
    // A full bucket lets suspects use all their slots for a while; a deep debt is forgiven, so that runs that hang do not bar suspects for good.
    private const double MaxSavedSeconds = 4;
    private const double MaxDebtSeconds = 10;

    private TimeSpan _settled;
    private double _saved;
    private double _rate;
    private int _running;
    private bool _isStarted;

    /// <summary>Brings the account up to <paramref name="now"/> and says what holds from here on. Called whenever either number changes.</summary>
    public void Settle(TimeSpan now, int limit, int running)
    {
        double earned = share * limit;
        double saved = _isStarted ? _saved + ((_rate - _running) * Math.Max(0, (now - _settled).TotalSeconds)) : earned * MaxSavedSeconds;
        _saved = Math.Clamp(saved, -earned * MaxDebtSeconds, earned * MaxSavedSeconds);
        _settled = now;
        _rate = earned;
        _running = running;
        _isStarted = true;
    }

    /// <summary>Whether a suspect may start, as of the last settlement.</summary>
    public bool AllowsStart => _saved > 0;

    /// <summary>When <see cref="AllowsStart"/> becomes true by itself; null when it is, or when that needs a run to end.</summary>
    public TimeSpan? NextStart => AllowsStart || _rate <= _running ? null : _settled + TimeSpan.FromSeconds((-_saved / (_rate - _running)) + 0.001);
}
