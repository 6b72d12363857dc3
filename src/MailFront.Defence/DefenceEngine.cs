using System.Net;

namespace MailFront.Defence;

/// <summary>
/// The only place that decides to refuse, delay or close for cause. Values in, a verdict out; no I/O, no clock. Thread-safe.
/// </summary>
public sealed class DefenceEngine
{
    private static readonly FailureLimits _defaultLimits = new();

    private readonly FailureSchedule _schedule = new();

    private DefenceOptions _options;

    /// <summary>Creates an engine with <paramref name="options"/>.</summary>
    public DefenceEngine(DefenceOptions options) => _options = options;

    /// <summary>The options in force; a reload replaces the whole snapshot.</summary>
    public DefenceOptions Options
    {
        get => Volatile.Read(ref _options);
        set => Volatile.Write(ref _options, value);
    }

    /// <summary>Decides what the connection described by <paramref name="facts"/> may do at <paramref name="checkpoint"/>.</summary>
    public Verdict Decide(Checkpoint checkpoint, in ClientFacts facts)
    {
        var options = Options;
        return checkpoint switch
        {
            Checkpoint.Accept => DecideAccept(options, facts),
            Checkpoint.ProxiedSource => DecideSource(options, facts),
            Checkpoint.Unavailable => DecideUnavailable(facts.FailureLimits ?? _defaultLimits, facts),
            _ => DecideCredential(facts.FailureLimits ?? _defaultLimits, facts),
        };
    }

    private static Verdict DecideSource(DefenceOptions options, in ClientFacts facts) =>
        Contains(options.Deny, facts.Source) && !Contains(options.Allow, facts.Source)
            ? new Verdict(VerdictAction.Close, VerdictReason.Denied, TimeSpan.Zero, TimeSpan.Zero)
            : Verdict.Proceed;

    private static Verdict DecideAccept(DefenceOptions options, in ClientFacts facts)
    {
        var source = DecideSource(options, facts);
        if (source.Action != VerdictAction.Proceed)
        {
            return source;
        }

        var full = WhichIsFull(options, facts);
        return full == VerdictReason.None ? Verdict.Proceed : new Verdict(VerdictAction.Refuse, full, TimeSpan.Zero, TimeSpan.Zero);
    }

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

    private static Verdict DecideUnavailable(FailureLimits limits, in ClientFacts facts) => new(
        VerdictAction.Proceed,
        VerdictReason.Unavailable,
        FailureSchedule.DelayAlone(facts.Now, facts.CredentialAge, limits.UnavailablePause),
        TimeSpan.Zero);

    private Verdict DecideCredential(FailureLimits limits, in ClientFacts facts)
    {
        var delay = _schedule.DelayOf(facts.Now, facts.CredentialAge, limits.Pause);
        return facts.Failures >= limits.MaxFailures
            ? new Verdict(VerdictAction.AnswerAndClose, VerdictReason.TooManyFailures, delay, TimeSpan.Zero)
            : new Verdict(VerdictAction.Proceed, VerdictReason.LoginFailed, delay, limits.Deadline);
    }

    private static bool Contains(IReadOnlyList<IPNetwork> networks, IPAddress? address)
    {
        if (address is null || networks.Count == 0)
        {
            return false;
        }

        // A dual-stack socket reports IPv4 clients as ::ffff:a.b.c.d; lists are written with IPv4.
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        for (var i = 0; i < networks.Count; i++)
        {
            if (networks[i].Contains(plain))
            {
                return true;
            }
        }

        return false;
    }
}
