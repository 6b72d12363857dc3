namespace MailFront.Backends.Pacing;

/// <summary>The busiest ten seconds of a backend in the last twelve to twenty-four hours. Pure: each call is given the time since an arbitrary start.</summary>
internal sealed class HealthyRate
{
    // Long enough that one burst of a phone's four connections is not a rate.
    private static readonly TimeSpan _span = TimeSpan.FromSeconds(10);

    // Two of these: a morning is remembered until the next one.
    private static readonly TimeSpan _generation = TimeSpan.FromHours(12);

    private TimeSpan _spanStart;
    private TimeSpan _generationStart;
    private int _count;
    private double _present;
    private double _former;

    /// <summary>Logins a second; 0 when none is known.</summary>
    public double Best => Math.Max(_present, _former);

    /// <summary>A login has succeeded.</summary>
    public void Count(TimeSpan now)
    {
        if (now - _spanStart >= _span)
        {
            _present = Math.Max(_present, _count / _span.TotalSeconds);
            _spanStart = now;
            _count = 0;
        }

        if (now - _generationStart >= _generation)
        {
            _former = now - _generationStart < 2 * _generation ? _present : 0;
            _present = 0;
            _generationStart = now;
        }

        _count++;
    }
}
