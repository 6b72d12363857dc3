using MailFront.Defence.Login;

namespace MailFront.Authentication.Lanes.Scheduling;

/// <summary>
/// Leaves an endpoint alone that could not answer several times in a row, and lets one question at a time find out whether it is back, at growing
/// intervals. Only trouble counts, never a wrong password.
/// </summary>
internal sealed class CircuitBreaker
{
    private const int FailuresToOpen = 5;

    private static TimeSpan FirstPause { get; } = TimeSpan.FromSeconds(1);
    private static TimeSpan LongestPause { get; } = TimeSpan.FromSeconds(30);

    // A suspect's question is likely to be answered late, and would keep everybody out as long. It goes only when nobody else has asked.
    private static TimeSpan SuspectPatience { get; } = TimeSpan.FromSeconds(30);

    private int _failures;
    private TimeSpan _pause = FirstPause;
    private TimeSpan _probeFrom;

    /// <summary>Whether the endpoint is asked.</summary>
    public BreakerState State { get; private set; }

    /// <summary>Whether a question of this class may find out now if the endpoint is back.</summary>
    public bool AllowsProbe(LoginClass loginClass, TimeSpan now) =>
        State == BreakerState.Open && now >= _probeFrom + (loginClass == LoginClass.Suspect ? SuspectPatience : TimeSpan.Zero);

    /// <summary>A probe begins; one of the other three calls ends it.</summary>
    public void BeginProbe() => State = BreakerState.HalfOpen;

    /// <summary>The endpoint gave a verdict, whatever it was.</summary>
    public void Answered()
    {
        _failures = 0;
        _pause = FirstPause;
        State = BreakerState.Closed;
    }

    /// <summary>The endpoint could not answer.</summary>
    public void Failed(TimeSpan now, bool isProbe)
    {
        if (isProbe && State == BreakerState.HalfOpen)
        {
            _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
            Open(now);
        }
        else if (State == BreakerState.Closed && ++_failures >= FailuresToOpen)
        {
            Open(now);
        }
    }

    /// <summary>A probe ended without showing whether the endpoint works; the next question is the next probe.</summary>
    public void AbandonProbe()
    {
        if (State == BreakerState.HalfOpen)
        {
            State = BreakerState.Open;
        }
    }

    private void Open(TimeSpan now)
    {
        State = BreakerState.Open;
        _probeFrom = now + _pause;
    }
}
