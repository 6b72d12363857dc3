using MailFront.Defence.Lists;

namespace MailFront.Defence.Admission;

/// <summary>Who comes in: lists first, then the caps.</summary>
internal static class AdmissionPolicy
{
    /// <summary>Decides at <see cref="Checkpoint.Accept"/>.</summary>
    public static Verdict DecideAccept(DefenceOptions options, in ClientFacts facts)
    {
        var source = DecideSource(options, facts);
        if (source.Action != VerdictAction.Proceed)
        {
            return source;
        }

        var full = WhichIsFull(options, facts);
        return full == VerdictReason.None ? Verdict.Proceed : new Verdict(VerdictAction.Refuse, full, TimeSpan.Zero, TimeSpan.Zero);
    }

    /// <summary>Decides at <see cref="Checkpoint.Evict"/>: who scores as high as the newcomer, or higher, goes for it.</summary>
    public static Verdict DecideEvict(in ClientFacts facts) => new(
        facts.HighestScore >= facts.Score ? VerdictAction.Evict : VerdictAction.Refuse, facts.Full, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>Decides at <see cref="Checkpoint.ProxiedSource"/>.</summary>
    public static Verdict DecideSource(DefenceOptions options, in ClientFacts facts) => options.Lists.Judge(facts.Source, facts.Listed == ListFinding.Banned) switch
    {
        ListFinding.Banned => new Verdict(VerdictAction.Close, VerdictReason.Banned, TimeSpan.Zero, TimeSpan.Zero),
        ListFinding.Denied => new Verdict(VerdictAction.Close, VerdictReason.Denied, TimeSpan.Zero, TimeSpan.Zero),
        _ => Verdict.Proceed,
    };

    private static VerdictReason WhichIsFull(DefenceOptions options, in ClientFacts facts)
    {
        if (facts.Connections >= options.MaxConnections)
        {
            return VerdictReason.ConnectionsFull;
        }

        if (facts.PreLoginConnections >= options.MaxPreLoginConnections)
        {
            return VerdictReason.PreLoginFull;
        }

        return facts.ServiceCap > 0 && facts.ServiceConnections >= facts.ServiceCap ? VerdictReason.ServiceFull : VerdictReason.None;
    }
}
