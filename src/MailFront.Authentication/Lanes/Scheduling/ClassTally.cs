using MailFront.Authentication.Checkers;
using MailFront.Defence.Login;

namespace MailFront.Authentication.Lanes.Scheduling;

/// <summary>Counts what happens to one class.</summary>
internal sealed class ClassTally(LoginClass loginClass)
{
    private readonly long[] _verdicts = new long[Enum.GetValues<CheckVerdict>().Length];
    private readonly long[] _states = new long[Enum.GetValues<TicketState>().Length];
    private long _failedOver;

    public int Running { get; set; }

    public DurationTally Wait { get; } = new();

    public DurationTally RunSuccess { get; } = new();

    public DurationTally RunFailure { get; } = new();

    public void Answered(CheckVerdict verdict) => _verdicts[(int)verdict]++;

    /// <summary>One ended without an answer.</summary>
    public void Ended(TicketState state) => _states[(int)state]++;

    public void FailedOver() => _failedOver++;

    public ClassSnapshot ToSnapshot(int waiting) => new()
    {
        Class = loginClass,
        Waiting = waiting,
        Running = Running,
        Accepted = _verdicts[(int)CheckVerdict.Accepted],
        Wrong = _verdicts[(int)CheckVerdict.Wrong],
        UnknownUser = _verdicts[(int)CheckVerdict.UnknownUser],
        Unavailable = _verdicts[(int)CheckVerdict.Unavailable],
        FailedOver = _failedOver,
        Down = _states[(int)TicketState.Down],
        Overloaded = _states[(int)TicketState.Overloaded],
        Displaced = _states[(int)TicketState.Displaced],
        Expired = _states[(int)TicketState.Expired],
        Abandoned = _states[(int)TicketState.Abandoned],
        Wait = Wait.ToSnapshot(),
        RunSuccess = RunSuccess.ToSnapshot(),
        RunFailure = RunFailure.ToSnapshot(),
    };
}
