namespace MailFront.Authentication.Lanes;

/// <summary>How long something took since start: number, sum and a histogram.</summary>
/// <param name="Count">How many were measured.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="Buckets">How many took at most the bound of the same index in <see cref="Bounds"/> and more than the one before; the last one, more than all bounds.</param>
public sealed record DurationSnapshot(long Count, TimeSpan Sum, IReadOnlyList<long> Buckets)
{
    private static readonly double[] _bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    /// <summary>Upper bounds of the buckets in seconds, rising.</summary>
    public static IReadOnlyList<double> Bounds => _bounds;
}
