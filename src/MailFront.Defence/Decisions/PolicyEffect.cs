namespace MailFront.Defence.Decisions;

/// <summary>What another policy would have done to somebody that the recorded one did not; each count can be 0, but not all are.</summary>
public sealed class PolicyEffect
{
    /// <summary>Logins that would have been suspect.</summary>
    public int Suspected { get; internal set; }

    /// <summary>Logins that would no longer have been suspect.</summary>
    public int Cleared { get; internal set; }

    /// <summary>Connections that would have been refused, closed or evicted.</summary>
    public int Refused { get; internal set; }

    /// <summary>Connections that would have been let in, or left open.</summary>
    public int Admitted { get; internal set; }

    /// <summary>Answers that would have come later, or earlier.</summary>
    public int Retimed { get; internal set; }

    /// <summary>How much later all answers together; negative: earlier.</summary>
    public TimeSpan Later { get; internal set; }

    /// <summary>Whether it would have been worse for them.</summary>
    public bool IsHarder => Suspected > 0 || Refused > 0 || Later > TimeSpan.Zero;

    /// <summary>Whether it would have been easier in some way.</summary>
    public bool IsEasier => Cleared > 0 || Admitted > 0 || Later < TimeSpan.Zero;

    /// <summary>For a list with the worst first.</summary>
    public double Weight => Refused + Suspected + Later.TotalSeconds;

    internal void Add(PolicyEffect other)
    {
        Suspected += other.Suspected;
        Cleared += other.Cleared;
        Refused += other.Refused;
        Admitted += other.Admitted;
        Retimed += other.Retimed;
        Later += other.Later;
    }
}
