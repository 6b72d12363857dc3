namespace MailFront.Authentication.Lanes;

/// <summary>What happened in a lane since start. Each question counts once, under how it ended.</summary>
/// <param name="Accepted">The checker said yes.</param>
/// <param name="Wrong">The checker said no.</param>
/// <param name="UnknownUser">The checker does not know the user.</param>
/// <param name="Unavailable">The checker had no verdict.</param>
/// <param name="Overloaded">The queue was full.</param>
/// <param name="Expired">The deadline passed, waiting or running.</param>
/// <param name="Abandoned">The client left first.</param>
public readonly record struct LaneCounters(
    long Accepted, long Wrong, long UnknownUser, long Unavailable, long Overloaded, long Expired, long Abandoned);
