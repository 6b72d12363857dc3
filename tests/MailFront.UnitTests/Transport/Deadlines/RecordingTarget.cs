using MailFront.Transport.Deadlines;

namespace MailFront.UnitTests.Transport.Deadlines;

internal sealed class RecordingTarget(TimeProvider time) : IDeadlineTarget
{
    private readonly long _start = time.GetTimestamp();

    public List<TimeSpan> FiredAt { get; } = [];

    public Action<DeadlineEntry>? Then { get; set; }

    public void OnDeadline(DeadlineEntry entry)
    {
        FiredAt.Add(time.GetElapsedTime(_start));
        Then?.Invoke(entry);
    }
}
