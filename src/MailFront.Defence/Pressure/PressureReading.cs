namespace MailFront.Defence.Pressure;

/// <summary>Pressure at one moment: that of each scarce thing, and the worst of them, which is what counts.</summary>
public sealed class PressureReading
{
    /// <summary>What is measured.</summary>
    public static readonly IReadOnlyList<PressureKind> Kinds =
        [PressureKind.Descriptors, PressureKind.Memory, PressureKind.Handshakes, PressureKind.AuthQueue, PressureKind.PreLogin];

    /// <summary>Nothing is used.</summary>
    public static readonly PressureReading Idle = new(default, 0, PressureKind.None);

    private readonly PressureFacts _facts;

    private PressureReading(in PressureFacts facts, float level, PressureKind worst)
    {
        _facts = facts;
        Level = level;
        Worst = worst;
    }

    /// <summary>The worst share, 0 to 1.</summary>
    public float Level { get; }

    /// <summary>Whose share that is.</summary>
    public PressureKind Worst { get; }

    /// <summary>
    /// Reads <paramref name="facts"/>. The worst counts, not a mean: a process dies of whichever ends first. Of equals the one named first in
    /// <see cref="Kinds"/> is the reason.
    /// </summary>
    public static PressureReading Of(in PressureFacts facts)
    {
        var (level, worst) = (0f, PressureKind.None);
        foreach (var kind in Kinds)
        {
            var share = facts.ShareOf(kind);
            if (share > level)
            {
                (level, worst) = (share, kind);
            }
        }

        return new PressureReading(facts, level, worst);
    }

    /// <summary>The share of <paramref name="kind"/>.</summary>
    public float LevelOf(PressureKind kind) => _facts.ShareOf(kind);

    /// <summary>A level that somebody says, without facts.</summary>
    internal static PressureReading Said(float level) => new(default, level > 0 ? Math.Min(level, 1) : 0, PressureKind.None);
}
