using MailFront.Defence.Admission;
using MailFront.Defence.Login;

namespace MailFront.Defence;

/// <summary>
/// The only place that decides to refuse, delay, evict or close for cause. Values in, a verdict out; no I/O, no clock. Thread-safe.
/// </summary>
public sealed class DefenceEngine
{
    private readonly FailurePolicy _failures = new();

    private DefenceOptions _options;
    private DefenceOptions _withoutLists;

    /// <summary>Creates an engine with <paramref name="options"/>.</summary>
    public DefenceEngine(DefenceOptions options)
    {
        _options = options;
        _withoutLists = options with { Deny = [] };
    }

    /// <summary>The options in force; a reload replaces the whole snapshot.</summary>
    public DefenceOptions Options
    {
        get => Volatile.Read(ref _options);
        set
        {
            Volatile.Write(ref _withoutLists, value with { Deny = [] });
            Volatile.Write(ref _options, value);
        }
    }

    /// <summary>Decides what the connection described by <paramref name="facts"/> may do at <paramref name="checkpoint"/>.</summary>
    public Verdict Decide(Checkpoint checkpoint, in ClientFacts facts)
    {
        var options = Options;
        return options.Mode switch
        {
            DefenceMode.Enforce => Judge(options, checkpoint, facts),
            DefenceMode.Observe => Observe(Spare(checkpoint, facts), Judge(options, checkpoint, facts)),
            _ => Spare(checkpoint, facts),
        };
    }

    private Verdict Judge(DefenceOptions options, Checkpoint checkpoint, in ClientFacts facts) => checkpoint switch
    {
        Checkpoint.Accept => AdmissionPolicy.DecideAccept(options, facts),
        Checkpoint.ProxiedSource => AdmissionPolicy.DecideSource(options, facts),
        Checkpoint.Unavailable => FailurePolicy.DecideUnavailable(facts),
        _ => Later(_failures.DecideCredential(facts), facts.RuleDelay),
    };

    // What anybody gets: room while there is some, and the plain failedloginpause of Cyrus, on the schedule that hides why a login failed.
    private Verdict Spare(Checkpoint checkpoint, in ClientFacts facts) => checkpoint switch
    {
        Checkpoint.Accept => AdmissionPolicy.DecideAccept(Volatile.Read(ref _withoutLists), facts),
        Checkpoint.ProxiedSource => Verdict.Proceed,
        Checkpoint.Unavailable => FailurePolicy.DecideUnavailable(facts),
        _ => _failures.DecideCredential(facts with { Failures = 0, DistinctFailures = 0, Class = null, IsAlarmed = false }),
    };

    private static Verdict Observe(Verdict spared, Verdict judged) =>
        spared.Action == judged.Action && spared.Delay >= judged.Delay ? spared : spared with { Withheld = judged.Reason };

    // Whole steps of the schedule: else an answer off its grid would tell that a rule had looked.
    private static Verdict Later(Verdict verdict, TimeSpan delay)
    {
        var steps = (delay.Ticks + FailureSchedule.Grid.Ticks - 1) / FailureSchedule.Grid.Ticks;
        return steps == 0 ? verdict : verdict with { Delay = verdict.Delay + (steps * FailureSchedule.Grid) };
    }
}
