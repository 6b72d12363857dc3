using MailFront.Authentication;
using MailFront.Authentication.Checkers;

namespace MailFront.SessionTests.Login;

/// <summary>A checker that knows <c>jo</c> with the password <c>secret</c>, and can be told to fail or to hang.</summary>
internal sealed class KnownPasswords : IPasswordChecker
{
    public string Name => "known";

    /// <summary>Names asked for.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>When set, this is the answer to everything.</summary>
    public CheckOutcome? Always { get; set; }

    /// <summary>When set, says the answers.</summary>
    public Func<PasswordQuestion, CheckVerdict>? Verdict { get; set; }

    /// <summary>When set, answers wait for it.</summary>
    public TaskCompletionSource? Gate { get; set; }

    /// <summary>When set, answers wait for it.</summary>
    public Func<PasswordQuestion, CancellationToken, Task>? Before { get; set; }

    public async ValueTask<CheckOutcome> CheckAsync(PasswordQuestion question, CancellationToken cancellationToken)
    {
        lock (Asked)
        {
            Asked.Add(question.User);
        }

        if (Before is not null)
        {
            await Before(question, cancellationToken);
        }

        if (Gate is not null)
        {
            await Gate.Task.WaitAsync(cancellationToken);
        }

        if (Verdict is not null)
        {
            return new CheckOutcome(Verdict(question), null);
        }

        var matches = question.User == "jo" && question.Password.FixedTimeEquals("secret"u8);
        return Always ?? new CheckOutcome(matches ? CheckVerdict.Accepted : CheckVerdict.Wrong, matches ? null : "checkpass failed");
    }
}
