using System.Text.Json.Nodes;
using MailFront.Load.Measuring;
using MailFront.Rig.Population;

namespace MailFront.Rig.Attack;

/// <summary>What one run has shown.</summary>
internal sealed class AttackResult
{
    /// <summary>What was asked for.</summary>
    public required AttackOptions Options { get; init; }

    /// <summary>By kind of login.</summary>
    public required IReadOnlyDictionary<LoginKind, KindRecord> Kinds { get; init; }

    /// <summary>The users from known devices together, whatever their password.</summary>
    public required KindRecord Population { get; init; }

    /// <summary>slowauth's counters at the beginning of the window; null: none to ask.</summary>
    public JsonObject? SlowAuthBefore { get; init; }

    /// <summary>And at its end.</summary>
    public JsonObject? SlowAuthAfter { get; init; }

    /// <summary>Logins of the warm-up that failed.</summary>
    public int WarmupFailures { get; init; }

    /// <summary>Seconds that the warm-up took.</summary>
    public double WarmupSeconds { get; init; }

    /// <summary>Most nanoseconds by which an arrival began late: how far the generator itself can be trusted.</summary>
    public long WorstLag { get; init; }

    /// <summary>Guesses left out because the generator had too many connections open.</summary>
    public long Skipped { get; init; }

    /// <summary>Bots connected at once, on average over the window.</summary>
    public double BotConnections { get; init; }

    /// <summary>CPU over the window.</summary>
    public required CpuMeter Cpu { get; init; }

    /// <summary>Memory of the server at the end of the window.</summary>
    public MemoryUse Memory { get; init; }
}
