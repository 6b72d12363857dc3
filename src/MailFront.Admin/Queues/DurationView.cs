namespace MailFront.Admin.Queues;

/// <summary>How long something took since start.</summary>
/// <param name="Count">How often it was measured.</param>
/// <param name="Seconds">The sum.</param>
/// <param name="Bounds">Upper bounds of the buckets in seconds, rising.</param>
/// <param name="Buckets">How many took at most the bound of the same index and more than the one before; one more for what took longer than all.</param>
public sealed record DurationView(long Count, double Seconds, IReadOnlyList<double> Bounds, IReadOnlyList<long> Buckets);
