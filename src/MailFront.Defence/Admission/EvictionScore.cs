namespace MailFront.Defence.Admission;

/// <summary>
/// Who goes when there is no room: 0 last, <see cref="Highest"/> first. What a client has done wrong weighs more than the time it
/// takes, and time more than nothing; who has proven himself goes last. The address alone never decides.
/// </summary>
internal static class EvictionScore
{
    /// <summary>The highest score; there is one bucket for each.</summary>
    public const int Highest = 63;

    /// <summary>For everybody who has not proven himself: room below for those who have.</summary>
    public const int Stranger = 12;

    // A wrong password outweighs the moments that clients are silent for. More failures add less: three are the most by default. For a user
    // who is proven at that place it is a slip: two of a hundred logins are mistyped.
    private const int FirstFailure = 16;
    private const int FurtherFailure = 6;
    private const int MostFailures = 28;
    private const int Slip = 4;
    private const int MostSlips = 12;

    // In proportion: half of the time used is half of the points.
    private const int WholeDeadline = 10;

    // By the root of the time: a client speaks within two round trips, a tenth of a second or a whole one over a bad radio link. The root
    // tells those apart who have been silent for moments only, which decides in a flood.
    private const int LongSilence = 10;
    private const double LongSilenceSeconds = 10;

    // Between 8 and 12 s it becomes certain that no login comes: then silence outweighs one wrong password, which a person may have typed.
    private const int Overdue = 16;
    private const double OverdueFromSeconds = 8;
    private const double OverdueWithinSeconds = 4;

    // Ten octets a second is a person who types. Five seconds are enough for a line to have come at once.
    private const int Drip = 8;
    private const double DripFloor = 10;
    private const double DripAfterSeconds = 5;

    // For each doubling of the connections that one source has before login, beyond one for each user who is proven there: an office of
    // 500 is no crowd. 16 points are reached by 256 connections.
    private const int Doubling = 2;
    private const int MostCrowding = 16;

    // As much as being a stranger: weaker than a failure of its own, since others may share the place.
    private const int SuspectSource = 12;

    /// <summary>The score of what is described by <paramref name="facts"/>.</summary>
    public static int Of(in SeatFacts facts)
    {
        if (facts.IsEnding)
        {
            return Highest;
        }

        var isProven = facts.IsKnown || facts.Standing.IsProven;
        var score = (isProven ? 0 : Stranger)
            + OfFailures(facts)
            + OfTime(facts)
            + OfCrowding(facts.SameSource - facts.Standing.ProvenUsers)
            + (facts.Standing.IsSuspect && !facts.IsKnown ? SuspectSource : 0);
        return Math.Clamp((int)score, 0, Highest);
    }

    private static int OfFailures(in SeatFacts facts)
    {
        if (facts.Failures == 0)
        {
            return 0;
        }

        return facts.IsKnown
            ? Math.Min(facts.Failures * Slip, MostSlips)
            : Math.Min(FirstFailure + ((facts.Failures - 1) * FurtherFailure), MostFailures);
    }

    private static double OfTime(in SeatFacts facts)
    {
        var used = facts.Allowed > TimeSpan.Zero ? Math.Min(1, facts.Age / facts.Allowed) : 0;
        var silence = Math.Min(1, facts.Silence.TotalSeconds / LongSilenceSeconds);
        var overdue = Math.Clamp((facts.Silence.TotalSeconds - OverdueFromSeconds) / OverdueWithinSeconds, 0, 1);
        var seconds = facts.HeardIn.TotalSeconds;
        var isDripping = facts.Heard > 0 && seconds > DripAfterSeconds && facts.Heard < seconds * DripFloor;
        return (used * WholeDeadline) + (Math.Sqrt(silence) * LongSilence) + (overdue * Overdue) + (isDripping ? Drip : 0);
    }

    private static int OfCrowding(int unexplained) =>
        unexplained <= 1 ? 0 : Math.Min(Doubling * (int)Math.Log2(unexplained), MostCrowding);
}
