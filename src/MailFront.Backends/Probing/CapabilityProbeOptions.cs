using MailFront.Protocol;

namespace MailFront.Backends.Probing;

/// <summary>How often backends are asked what they offer.</summary>
public sealed record CapabilityProbeOptions
{
    /// <summary>Protocols that listeners serve; others are not asked for.</summary>
    public IReadOnlyList<MailProtocol> Protocols { get; init; } = [MailProtocol.Imap, MailProtocol.Pop3];

    /// <summary>Time between two rounds. Default 5 min: logins renew what is known anyway.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Time between two rounds while some backend has not answered yet. Default 15 s.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Most backends asked at a time. Default 8.</summary>
    public int Concurrency { get; init; } = 8;
}
