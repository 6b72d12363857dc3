namespace MailFront.Authentication.Checkers;

/// <summary>A checker's answer.</summary>
/// <param name="Verdict">What was decided.</param>
/// <param name="Detail">Why, in words for the log, without secrets and without client-supplied text; never for the client.</param>
public readonly record struct CheckOutcome(CheckVerdict Verdict, string? Detail)
{
    /// <summary>The name under which the user is served from here on (Dovecot's <c>user=</c>, nginx' <c>Auth-User</c>); null for the one asked about. With "accepted" only.</summary>
    public string? User { get; init; }

    /// <summary>The backend that the checker names for the user, <c>host[:port]</c> (nginx' <c>Auth-Server</c>); null for the directory's. With "accepted" only.</summary>
    public string? Location { get; init; }
}
