namespace MailFront.Defence.Admission;

/// <summary>The connections before login that one source has; belongs to the lobby and its lock.</summary>
internal sealed class Crowd(ulong key)
{
    /// <summary>The source, hashed.</summary>
    public ulong Key => key;

    /// <summary>How many.</summary>
    public int Count { get; set; }
}
