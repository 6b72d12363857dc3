namespace MailFront.Configuration.Values;

/// <summary>Unit of a bare number in a duration; the value is its length in seconds.</summary>
public enum DurationUnit
{
    /// <summary><c>s</c>.</summary>
    Seconds = 1,

    /// <summary><c>m</c>.</summary>
    Minutes = 60,

    /// <summary><c>h</c>.</summary>
    Hours = 60 * Minutes,

    /// <summary><c>d</c>.</summary>
    Days = 24 * Hours,
}
