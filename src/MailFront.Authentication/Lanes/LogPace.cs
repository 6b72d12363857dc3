namespace MailFront.Authentication.Lanes;

/// <summary>Lets one log line pass in a period. Its owner's lock guards it.</summary>
internal sealed class LogPace(TimeSpan period)
{
    private TimeSpan? _last;

    /// <summary>True when a line may be written now.</summary>
    public bool TryPass(TimeSpan now)
    {
        if (_last is { } last && now - last < period)
        {
            return false;
        }

        _last = now;
        return true;
    }
}
