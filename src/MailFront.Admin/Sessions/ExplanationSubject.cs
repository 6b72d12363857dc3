using System.Net;
using MailFront.Defence;
using MailFront.Sessions.Rules;

namespace MailFront.Admin.Sessions;

/// <summary>What is asked about: a session, an address or a user, and the open connections that belong to it.</summary>
public sealed record ExplanationSubject
{
    /// <summary>Id of the session; null for an address or a user.</summary>
    public string? Session { get; init; }

    /// <summary>The address; also that from which a user is asked about. Null when none was named.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Canonical name of the user; null when none was named.</summary>
    public string? User { get; init; }

    /// <summary>Open connections it is about.</summary>
    public IReadOnlyList<ConnectionRow> Open { get; init; } = [];

    /// <summary>Whether <paramref name="decision"/> was about it.</summary>
    public bool IsAbout(RecentDecision decision) => IsAbout(decision.Row);

    internal bool IsAbout(ConnectionRow row) =>
        (Session is null || row.Id == Session)
        && (Address is null || Equals(SessionView.Plain(row.Source), Address))
        && (User is null || row.User == User);
}
