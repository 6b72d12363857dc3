namespace MailFront.Defence.Fleet;

/// <summary>One piece of news between nodes.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Body">In the form of its kind; at most <see cref="MaxBytes"/>.</param>
public readonly record struct FleetMessage(FleetMessageKind Kind, ReadOnlyMemory<byte> Body)
{
    /// <summary>Longest body in bytes: a thousand observations.</summary>
    public const int MaxBytes = 65_000;
}
