using MailFront.Authentication;
using MailFront.Authentication.Policy;
using MailFront.Defence.Login;

namespace MailFront.SessionTests.Login;

/// <summary>A policy server that has nothing against anybody unless told otherwise.</summary>
internal sealed class ScriptedPolicy : IPolicyServer
{
    public string Name => "policy";

    public bool IsRequired => false;

    public bool AsksAboutVerified => false;

    /// <summary>When set, gives the advice.</summary>
    public Func<PasswordQuestion, CancellationToken, ValueTask<PolicyAdvice>>? Advice { get; set; }

    /// <summary>Logins it was asked about.</summary>
    public int Asked { get; private set; }

    public ValueTask<PolicyAdvice> AllowAsync(PasswordQuestion question, LoginClass loginClass, CancellationToken cancellationToken)
    {
        Asked++;
        return Advice?.Invoke(question, cancellationToken) ?? ValueTask.FromResult(PolicyAdvice.Proceed);
    }

    /// <summary>What it was told.</summary>
    public List<(string User, string Mechanism, string? Device, AuthenticationStatus Status)> Reports { get; } = [];

    public void Report(PasswordQuestion question, in AuthenticationOutcome outcome)
    {
        lock (Reports)
        {
            Reports.Add((question.User, question.Mechanism, question.Device, outcome.Status));
        }
    }
}
