using MailFront.Defence.Login;

namespace MailFront.Defence.Decisions;

/// <summary>What a policy did to the logins of a log, in sums.</summary>
public sealed class PolicyTotals
{
    private readonly long[] _classes = new long[Enum.GetValues<LoginClass>().Length];
    private readonly long[] _reasons = new long[Enum.GetValues<VerdictReason>().Length];

    /// <summary>Connections let in.</summary>
    public long LetIn { get; private set; }

    /// <summary>Connections refused or closed without a word.</summary>
    public long Refused { get; private set; }

    /// <summary>Connections closed with the answer to a failed login.</summary>
    public long Closed { get; private set; }

    /// <summary>Answers to failed logins.</summary>
    public long Answers { get; private set; }

    /// <summary>How long these waited, together.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>Logins assessed as <paramref name="loginClass"/>.</summary>
    public long Of(LoginClass loginClass) => _classes[(int)loginClass];

    /// <summary>Verdicts for <paramref name="reason"/>.</summary>
    public long Of(VerdictReason reason) => _reasons[(int)reason];

    /// <summary>Adds one record.</summary>
    public void Add(in DecisionRecord record)
    {
        if (record.Kind == DecisionKind.Assessed)
        {
            _classes[(int)record.Answer.Assessment.Class]++;
        }
        else if (record.Kind == DecisionKind.Verdict)
        {
            AddVerdict(record);
        }
    }

    private void AddVerdict(in DecisionRecord record)
    {
        var verdict = record.Answer.Verdict;
        _reasons[(int)verdict.Reason]++;
        Refused += PolicyComparison.IsRefusal(verdict) ? 1 : 0;
        LetIn += record.Checkpoint == Checkpoint.Accept && verdict.Action == VerdictAction.Proceed ? 1 : 0;
        if (record.Checkpoint == Checkpoint.Credential)
        {
            Answers++;
            Waited += verdict.Delay;
            Closed += verdict.Action == VerdictAction.AnswerAndClose ? 1 : 0;
        }
    }
}
