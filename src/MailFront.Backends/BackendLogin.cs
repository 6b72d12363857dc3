using MailFront.Defence.Login;
using MailFront.Protocol;

namespace MailFront.Backends;

/// <summary>Who is to be logged in at a backend.</summary>
/// <param name="Protocol">Protocol of the session.</param>
/// <param name="User">Canonical user name, free of control characters.</param>
/// <param name="Client">The client on whose behalf.</param>
/// <param name="Password">The user's own password, for <see cref="BackendKind.Generic"/>; null when only proxy credentials may be used. Stays the caller's.</param>
public sealed record BackendLogin(MailProtocol Protocol, string User, ClientIdentity Client, Secret? Password)
{
    /// <summary>How well the user is known from his place; null when the proof needed no checker. Decides who waits longer for a busy backend.</summary>
    public LoginClass? Class { get; init; }

    /// <summary>How long the login may wait for its turn before it is too late for it to be answered; null for no such limit.</summary>
    public TimeSpan? TimeLeft { get; init; }
}
