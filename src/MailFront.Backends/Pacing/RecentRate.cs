namespace MailFront.Backends.Pacing;

/// <summary>Events a second over the last ten whole seconds. Pure: each call is given the time since an arbitrary start.</summary>
internal sealed class RecentRate
{
    private const int Seconds = 10;

    private readonly int[] _counts = new int[Seconds + 1];
    private long _second;

    /// <summary>One more.</summary>
    public void Count(TimeSpan now)
    {
        MoveTo(now);
        _counts[_second % _counts.Length]++;
    }

    /// <summary>The rate; the second that runs is left out.</summary>
    public double Read(TimeSpan now)
    {
        MoveTo(now);
        return (_counts.Sum() - _counts[_second % _counts.Length]) / (double)Seconds;
    }

    private void MoveTo(TimeSpan now)
    {
        var second = (long)now.TotalSeconds;
        var passed = Math.Min(second - _second, _counts.Length);
        for (var i = 1; i <= passed; i++)
        {
            _counts[(second - passed + i) % _counts.Length] = 0;
        }

        _second = Math.Max(_second, second);
    }
}
