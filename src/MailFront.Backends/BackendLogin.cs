using MailFront.Protocol;

namespace MailFront.Backends;

/// <summary>Who is to be logged in at a backend.</summary>
/// <param name="Protocol">Protocol of the session.</param>
/// <param name="User">Canonical user name, free of control characters.</param>
/// <param name="Client">The client on whose behalf.</param>
/// <param name="Password">The user's own password, for <see cref="BackendKind.Generic"/>; null when only proxy credentials may be used. Stays the caller's.</param>
public sealed record BackendLogin(MailProtocol Protocol, string User, ClientIdentity Client, Secret? Password);
