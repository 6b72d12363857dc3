namespace MailFront.Defence.Admission;

/// <summary>Whether a user may have one more session.</summary>
/// <param name="Lease">The session's place; null when a cap is reached.</param>
/// <param name="OfHost">Sessions that its address had before.</param>
/// <param name="OfUser">Sessions that the user had before.</param>
public readonly record struct SessionEntry(SessionLease? Lease, int OfHost, int OfUser);
