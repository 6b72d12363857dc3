using MailFront.Authentication;
using MailFront.Authentication.Policy;

namespace MailFront.SessionTests.Login;

/// <summary>A policy server that has nothing against anybody unless told otherwise.</summary>
internal sealed class ScriptedPolicy : IPolicyServer
{
    public string Name => "policy";

    public bool IsRequired => false;

    public bool AsksAboutVerified => false;

    /// <summary>When set, gives the advice.</summary>
    public Func<PasswordQuestion, CancellationToken, ValueTask<PolicyAdvice>>? Advice { get; set; }

    public ValueTask<PolicyAdvice> AllowAsync(PasswordQuestion question, CancellationToken cancellationToken) =>
        Advice?.Invoke(question, cancellationToken) ?? ValueTask.FromResult(PolicyAdvice.Proceed);

    public void Report(PasswordQuestion question, in AuthenticationOutcome outcome)
    {
    }
}
