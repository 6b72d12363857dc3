using MailFront.Defence.Admission;
using MailFront.Defence.Lists;
using MailFront.Defence.Login;

namespace MailFront.Defence;

/// <summary>
/// The only place that decides to refuse, delay, evict or close for cause. Values in, a verdict out; no I/O, no clock. Thread-safe.
/// </summary>
public sealed class DefenceEngine
{
    private readonly FailurePolicy _failures = new();

    private DefenceOptions _options;

    /// <summary>Creates an engine with <paramref name="options"/>.</summary>
    public DefenceEngine(DefenceOptions options, AccessLists? lists = null)
    {
        _options = options;
        Lists = lists ?? new AccessLists();
    }

    /// <summary>Allow, deny and bans.</summary>
    public AccessLists Lists { get; }

    /// <summary>The options in force; a reload replaces the whole snapshot.</summary>
    public DefenceOptions Options
    {
        get => Volatile.Read(ref _options);
        set => Volatile.Write(ref _options, value);
    }

    /// <summary>Decides what the connection described by <paramref name="facts"/> may do at <paramref name="checkpoint"/>.</summary>
    public Verdict Decide(Checkpoint checkpoint, in ClientFacts facts) => checkpoint switch
    {
        Checkpoint.Accept => AdmissionPolicy.DecideAccept(Options, Lists, facts),
        Checkpoint.ProxiedSource => AdmissionPolicy.DecideSource(Lists, facts),
        Checkpoint.User => UserListPolicy.Decide(Lists, facts),
        Checkpoint.Unavailable => FailurePolicy.DecideUnavailable(facts),
        _ => _failures.DecideCredential(facts),
    };
}
