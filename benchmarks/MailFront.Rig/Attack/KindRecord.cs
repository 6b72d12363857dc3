using MailFront.Load.Measuring;

namespace MailFront.Rig.Attack;

/// <summary>What became of the logins of a kind that were meant to begin in the window. Safe to use from several threads.</summary>
internal sealed class KindRecord
{
    private readonly Lock _lock = new();
    private readonly long[] _outcomes = new long[Enum.GetValues<LoginOutcome>().Length];

    /// <summary>Time to OK in nanoseconds from the intended beginning; whoever got none counts with the whole patience.</summary>
    public Histogram ToOk { get; } = new();

    /// <summary>Time to whatever was the answer.</summary>
    public Histogram ToAnswer { get; } = new();

    /// <summary>Logins altogether.</summary>
    public long Count => _outcomes.Sum();

    /// <summary>Logins with this outcome.</summary>
    public long Of(LoginOutcome outcome) => _outcomes[(int)outcome];

    /// <summary>Adds one.</summary>
    public void Add(LoginOutcome outcome, long elapsed, long patience)
    {
        lock (_lock)
        {
            _outcomes[(int)outcome]++;
            ToOk.Record(outcome == LoginOutcome.Ok ? elapsed : Math.Max(patience, elapsed));
            if (outcome is LoginOutcome.Ok or LoginOutcome.BadPassword or LoginOutcome.Temporary)
            {
                ToAnswer.Record(elapsed);
            }
        }
    }
}
