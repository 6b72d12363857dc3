using System.Diagnostics.CodeAnalysis;

namespace MailFront.Backends;

/// <summary>Either a connection or the reason why there is none.</summary>
/// <param name="Connection">Set on success.</param>
/// <param name="Failure">Set on failure.</param>
public readonly record struct BackendOpenOutcome(BackendConnection? Connection, BackendFailure? Failure)
{
    /// <summary>How long the login waited for its turn.</summary>
    public TimeSpan Held { get; init; }

    /// <summary>True when the user is logged in at the backend.</summary>
    [MemberNotNullWhen(true, nameof(Connection))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Connection is not null;
}
