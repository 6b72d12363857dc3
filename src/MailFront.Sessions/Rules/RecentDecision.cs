using MailFront.Defence;
using MailFront.Defence.Rules;

namespace MailFront.Sessions.Rules;

/// <summary>Something that was decided about a connection, with all it was decided from. No secret, and nothing made of one.</summary>
public sealed record RecentDecision
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The connection as it was.</summary>
    public required ConnectionRow Row { get; init; }

    /// <summary>The rule that acted; null for a verdict of the engine.</summary>
    public Rule? Rule { get; init; }

    /// <summary>Whether it was carried out, or only told.</summary>
    public bool IsEnforced { get; init; } = true;

    /// <summary>What the engine was told; null for a rule.</summary>
    public ClientFacts? Facts { get; init; }

    /// <summary>What the engine said.</summary>
    public Verdict Verdict { get; init; }
}
