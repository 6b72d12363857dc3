using MailFront.Defence.Login;

namespace MailFront.Defence.Admission;

/// <summary>What a connection that is not logged in is judged by when there is no room. Only values, so that an eviction can be explained.</summary>
public readonly record struct SeatFacts
{
    /// <summary>Since accept.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>What it has from accept to login.</summary>
    public TimeSpan Allowed { get; init; }

    /// <summary>How long it has said nothing although it is its turn: since the greeting, or since the answer to a failed login.</summary>
    public TimeSpan Silence { get; init; }

    /// <summary>Octets from it since its turn began.</summary>
    public long Heard { get; init; }

    /// <summary>How long it has had for these.</summary>
    public TimeSpan HeardIn { get; init; }

    /// <summary>Wrong credentials so far.</summary>
    public int Failures { get; init; }

    /// <summary>A credential of its own is being checked or was right: it waits for us, and never goes.</summary>
    public bool IsOurTurn { get; init; }

    /// <summary>It ends already; only its last word is left to be said.</summary>
    public bool IsEnding { get; init; }

    /// <summary>The name it tried last is proven at its place.</summary>
    public bool IsKnown { get; init; }

    /// <summary>What is known of its place.</summary>
    public SourceStanding Standing { get; init; }

    /// <summary>Connections before login from its source, itself included; 0 when the source is not known yet.</summary>
    public int SameSource { get; init; }
}
