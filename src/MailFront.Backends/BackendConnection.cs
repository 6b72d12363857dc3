using MailFront.Backends.Pacing;
using MailFront.Transport;
using MailFront.Transport.Deadlines;

namespace MailFront.Backends;

/// <summary>A connection to a backend on which the user is logged in. The holder closes the channel.</summary>
/// <param name="Backend">Its name.</param>
/// <param name="Channel">Logged in; <see cref="Channel.Unread"/> may already hold bytes for the client.</param>
/// <param name="Capabilities">IMAP: the atoms of its CAPABILITY after login (e.g. <c>IMAP4rev1 IDLE</c>); POP3: empty.</param>
/// <param name="StatusText">Text of its OK or +OK to the login without response code, printable ASCII, at most 512 characters; may be empty.</param>
public sealed record BackendConnection(string Backend, Channel Channel, string Capabilities, string StatusText)
{
    /// <summary>Counts the session that begins now, until it is disposed; null for a backend that is not watched.</summary>
    public BackendSession? BeginSession(DeadlineWheel wheel) => Pacing is { } pacing && pacing.Find(Backend) is { } budget ? new BackendSession(pacing, budget, wheel) : null;

    /// <summary>Where its backend's sessions are counted.</summary>
    internal BackendPacing? Pacing { get; init; }
}
