using MailFront.Authentication;
using MailFront.Authentication.Checkers;

namespace MailFront.UnitTests.Authentication.Fakes;

/// <summary>A checker that answers when the test says so, and remembers whom it was asked about.</summary>
internal sealed class ScriptedChecker(string name = "scripted") : IPasswordChecker
{
    private readonly Dictionary<string, TaskCompletionSource<CheckOutcome>> _open = [];
    private readonly Lock _gate = new();

    public string Name { get; } = name;

    public List<string> Asked { get; } = [];

    public CheckVerdict? AtOnce { get; init; }

    public bool HeedsCancellation { get; init; } = true;

    public Exception? Throws { get; init; }

    public async ValueTask<CheckOutcome> CheckAsync(PasswordQuestion question, CancellationToken cancellationToken)
    {
        TaskCompletionSource<CheckOutcome> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            Asked.Add(question.User);
            _open[question.User] = answer;
        }

        if (Throws is not null)
        {
            throw Throws;
        }

        if (AtOnce is { } verdict)
        {
            return new CheckOutcome(verdict, null);
        }

        return HeedsCancellation ? await answer.Task.WaitAsync(cancellationToken) : await answer.Task;
    }

    public void Answer(string user, CheckVerdict verdict)
    {
        lock (_gate)
        {
            _open[user].SetResult(new CheckOutcome(verdict, null));
        }
    }
}
