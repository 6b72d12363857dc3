using MailFront.Authentication;
using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Authentication.Fakes;

/// <summary>A checker behind its queue, that answers as the test says at that moment, or hangs.</summary>
internal sealed class ScriptedGroup : ICheckerGroup
{
    public string Name { get; init; } = "checker";

    public int Running { get; private set; }

    public int Waiting => 0;

    public LaneOutcome Says { get; set; } = new(LaneStatus.Answered, new CheckOutcome(CheckVerdict.Accepted, null));

    /// <summary>When set, answers wait for it.</summary>
    public TaskCompletionSource? Gate { get; set; }

    /// <summary>Goes on with a question whose asker has left, as a checker that thinks about it does.</summary>
    public bool IgnoresLeaving { get; set; }

    public List<(string User, LoginClass Class)> Asked { get; } = [];

    public static LaneOutcome Answer(CheckVerdict verdict) => new(LaneStatus.Answered, new CheckOutcome(verdict, null));

    public async ValueTask<LaneOutcome> AskAsync(PasswordQuestion question, LoginClass loginClass, CancellationToken cancellationToken)
    {
        Asked.Add((question.User, loginClass));
        Running++;
        try
        {
            if (Gate is { } gate)
            {
                await gate.Task.WaitAsync(IgnoresLeaving ? CancellationToken.None : cancellationToken);
            }

            return Says;
        }
        finally
        {
            Running--;
        }
    }
}
