using MailFront.Defence.Admission;
using MailFront.Defence.Decisions;
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
        Options = options;
    }

    /// <summary>The options in force; a reload replaces the whole snapshot.</summary>
    public DefenceOptions Options
    {
        get => Volatile.Read(ref _options);
        set
        {
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
        if (_sink is not { } sink)
        {
            return Judge(checkpoint, facts);
        }

        // Some policies remember: the records must have the order of the decisions.
        lock (sink.Gate)
        {
            var verdict = Judge(checkpoint, facts);
            sink.Record(new DecisionRecord
            {
                Kind = DecisionKind.Verdict,
                Checkpoint = checkpoint,
                Facts = facts,
                Answer = new DecisionAnswer { Verdict = verdict },
            });
            return verdict;
        }
    }

    private Verdict Judge(Checkpoint checkpoint, in ClientFacts facts) => checkpoint switch
    {
        Checkpoint.Accept => AdmissionPolicy.DecideAccept(Options, facts),
        Checkpoint.Evict => AdmissionPolicy.DecideEvict(facts),
        Checkpoint.ProxiedSource => AdmissionPolicy.DecideSource(Options, facts),
        Checkpoint.Unavailable => FailurePolicy.DecideUnavailable(facts),
        _ => _failures.DecideCredential(facts),
    };
}
