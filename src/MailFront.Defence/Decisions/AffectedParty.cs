using System.Net;

namespace MailFront.Defence.Decisions;

/// <summary>Who would feel another policy: a user at a source, or a source that named no user yet.</summary>
/// <param name="User">The user; null when only the source is known.</param>
/// <param name="Source">Address; null behind a unix socket.</param>
public readonly record struct AffectedParty(string? User, IPAddress? Source);
