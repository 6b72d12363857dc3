using MailFront.Defence.Admission;
using MailFront.Defence.Decisions;
using MailFront.Defence.Lists;
using MailFront.Defence.Login;

namespace MailFront.Defence;

/// <summary>
/// The only place that decides to refuse, delay, evict or close for cause. Values in, a verdict out; no I/O, no clock. Thread-safe.
/// </summary>
public sealed class DefenceEngine
{
    private readonly FailurePolicy _failures = new();
    private readonly IDecisionSink? _sink;

    private DefenceOptions _options;
    private DefenceOptions _withoutLists;

    /// <summary>Creates an engine with <paramref name="options"/>; each decision is told to <paramref name="sink"/>, if there is one.</summary>
    public DefenceEngine(DefenceOptions options, IDecisionSink? sink = null)
        : this(options, new Lobby(), sink)
    {
    }

    internal DefenceEngine(DefenceOptions options, Lobby lobby, IDecisionSink? sink = null)
    {
        Lobby = lobby;
        _sink = sink;
        _options = options;
        _withoutLists = options.With(ListSnapshot.Empty);
        Lists = new AccessLists(() => Options.Lists);
        Options = options;
    }

    /// <summary>The options in force; a reload replaces the whole snapshot.</summary>
    public DefenceOptions Options
    {
        get => Volatile.Read(ref _options);
        set
        {
            Volatile.Write(ref _withoutLists, value.With(ListSnapshot.Empty));
            if (_sink is not { } sink)
            {
                Volatile.Write(ref _options, value);
                return;
            }

            lock (sink.Gate)
            {
                Volatile.Write(ref _options, value);
                sink.Record(new DecisionRecord { Kind = DecisionKind.Options, Options = value });
            }
        }
    }

    /// <summary>Bans, and what the lists in <see cref="Options"/> say.</summary>
    public AccessLists Lists { get; }

    /// <summary>Every place that a client can take.</summary>
    public Lobby Lobby { get; }

    /// <summary>
    /// Decides about a newcomer (<see cref="Checkpoint.Accept"/>, and <see cref="Checkpoint.Evict"/> when a cap is reached) and takes its place
    /// in one step. The counts in <paramref name="facts"/> are filled in here.
    /// </summary>
    public Admittance Admit(in ClientFacts facts, SeatBlock block) => Lobby.Admit(this, facts, block);

    /// <summary>Decides what the connection described by <paramref name="facts"/> may do at <paramref name="checkpoint"/>.</summary>
    public Verdict Decide(Checkpoint checkpoint, in ClientFacts facts)
    {
        var asked = Lists.Complete(checkpoint, facts);
        if (_sink is not { } sink)
        {
            return Counted(checkpoint, Judge(checkpoint, asked));
        }

        // Some policies remember: the records must have the order of the decisions.
        lock (sink.Gate)
        {
            var verdict = Counted(checkpoint, Judge(checkpoint, asked));
            sink.Record(new DecisionRecord
            {
                Kind = DecisionKind.Verdict,
                Checkpoint = checkpoint,
                Facts = asked,
                Answer = new DecisionAnswer { Verdict = verdict },
            });
            return verdict;
        }
    }

    private Verdict Counted(Checkpoint checkpoint, Verdict verdict)
    {
        Lists.Count(checkpoint, verdict.Reason);
        return verdict;
    }

    private Verdict Judge(Checkpoint checkpoint, in ClientFacts facts)
    {
        var options = Options;
        return options.Mode switch
        {
            DefenceMode.Enforce => Enforce(options, checkpoint, facts),
            DefenceMode.Observe => Observe(Spare(checkpoint, facts), Enforce(options, checkpoint, facts)),
            _ => Spare(checkpoint, facts),
        };
    }

    private Verdict Enforce(DefenceOptions options, Checkpoint checkpoint, in ClientFacts facts) => checkpoint switch
    {
        Checkpoint.Accept => AdmissionPolicy.DecideAccept(options, facts),
        Checkpoint.Evict => AdmissionPolicy.DecideEvict(facts),
        Checkpoint.ProxiedSource => AdmissionPolicy.DecideSource(options, facts),
        Checkpoint.User => UserListPolicy.Decide(facts),
        Checkpoint.Unavailable => FailurePolicy.DecideUnavailable(facts),
        _ => Later(_failures.DecideCredential(facts), facts.RuleDelay),
    };

    // What anybody gets: room while there is some, and the plain failedloginpause of Cyrus, on the schedule that hides why a login failed.
    private Verdict Spare(Checkpoint checkpoint, in ClientFacts facts) => checkpoint switch
    {
        Checkpoint.Accept => AdmissionPolicy.DecideAccept(Volatile.Read(ref _withoutLists), facts with { Listed = ListFinding.None }),
        Checkpoint.Evict => AdmissionPolicy.DecideEvict(facts),
        Checkpoint.ProxiedSource or Checkpoint.User => Verdict.Proceed,
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
