using System.Net;

namespace MailFront.Defence;

/// <summary>What is known of a connection when the engine is asked. Only values, so that a decision can be replayed.</summary>
public readonly record struct ClientFacts
{
    /// <summary>Address of the client; null behind a unix socket.</summary>
    public IPAddress? Source { get; init; }

    /// <summary>Session id, as in the log; null before the connection has one.</summary>
    public string? Session { get; init; }

    /// <summary>Name of the service in cyrus.conf; null where it does not matter.</summary>
    public string? Service { get; init; }

    /// <summary>Canonical name of the user whose login is judged; null before one is named.</summary>
    public string? User { get; init; }

    /// <summary>
    /// Filled in by the engine, so that a record has it: <see cref="Lists.ListFinding.Banned"/> when a ban names the address, or what lists say of the user at
    /// <see cref="Checkpoint.User"/>.
    /// </summary>
    public Lists.ListFinding Listed { get; init; }

    /// <summary>Login failures on this connection so far, the present one included.</summary>
    public int Failures { get; init; }

    /// <summary>A monotonic time, the same for all connections.</summary>
    public TimeSpan Now { get; init; }

    /// <summary>How long ago the credential was complete that is judged.</summary>
    public TimeSpan CredentialAge { get; init; }

    /// <summary>What a failure costs at this service; asked for at <see cref="Checkpoint.Credential"/> and <see cref="Checkpoint.Unavailable"/>.</summary>
    public FailureLimits? FailureLimits { get; init; }

    /// <summary>Distinct wrong passwords that count against this user at this place (<see cref="Login.ILoginEvidence.FailuresOf"/>).</summary>
    public int DistinctFailures { get; init; }

    /// <summary>Class of the login that is judged; null when it never got one.</summary>
    public Login.LoginClass? Class { get; init; }

    /// <summary>Whether the user is proven at this place (<see cref="Login.ILoginEvidence.IsProven"/>).</summary>
    public bool IsProven { get; init; }

    /// <summary>Whether a botnet is at work (<see cref="Login.ILoginEvidence.IsAlarmed"/>).</summary>
    public bool IsAlarmed { get; init; }

    /// <summary>How much later a failed login is answered because a rule of the operator says so.</summary>
    public TimeSpan RuleDelay { get; init; }

    /// <summary>Connections open in the process.</summary>
    public int Connections { get; init; }

    /// <summary>Of these, connections that are not logged in.</summary>
    public int PreLoginConnections { get; init; }

    /// <summary>Connections of the same service.</summary>
    public int ServiceConnections { get; init; }

    /// <summary>Most connections of that service (<c>maxchild</c>); 0 for no cap.</summary>
    public int ServiceCap { get; init; }

    /// <summary>The address is a balancer's: who is behind it is not known yet, so that the address is no crowd.</summary>
    public bool IsProxied { get; init; }

    /// <summary>What is known of the client's place; at <see cref="Checkpoint.Accept"/> and <see cref="Checkpoint.Evict"/>.</summary>
    public Login.SourceStanding Standing { get; init; }

    /// <summary>The cap that is reached; at <see cref="Checkpoint.Evict"/>, as the next two.</summary>
    public VerdictReason Full { get; init; }

    /// <summary>The newcomer's own score, 0 to 63.</summary>
    public int Score { get; init; }

    /// <summary>The highest score of those that may go; negative when nobody may.</summary>
    public int HighestScore { get; init; }
}
