namespace MailFront.Defence.Admission;

/// <summary>A connection as the lobby sees it.</summary>
public interface ISeatOccupant
{
    /// <summary>
    /// What it is like at <paramref name="now"/>; the lobby itself adds who else is there. Asked under the lobby's lock, from any thread: must
    /// neither wait nor take a lock.
    /// </summary>
    SeatFacts Look(TimeSpan now);
}
