using MailFront.Defence.Admission;

namespace MailFront.UnitTests.Defence.Admission;

/// <summary>A connection that is what a test says.</summary>
internal sealed class SimpleOccupant : ISeatOccupant
{
    public SeatFacts Facts { get; set; }

    public TimeSpan? SilentSince { get; set; }

    public SeatFacts Look(TimeSpan now) => SilentSince is { } since ? Facts with { Silence = now - since } : Facts;
}
