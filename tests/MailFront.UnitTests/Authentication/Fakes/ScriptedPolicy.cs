using MailFront.Authentication;
using MailFront.Authentication.Policy;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Authentication.Fakes;

/// <summary>A policy server that gives the advice the test wants, or none ever.</summary>
internal sealed class ScriptedPolicy : IPolicyServer
{
    public string Name { get; init; } = "policy";

    public bool IsRequired { get; init; }

    public bool AsksAboutVerified { get; init; }

    public PolicyAdvice Advice { get; set; } = PolicyAdvice.Proceed;

    public bool Hangs { get; set; }

    public int Asked { get; private set; }

    public List<LoginClass> Classes { get; } = [];

    public List<AuthenticationOutcome> Reports { get; } = [];

    public async ValueTask<PolicyAdvice> AllowAsync(PasswordQuestion question, LoginClass loginClass, CancellationToken cancellationToken)
    {
        Asked++;
        Classes.Add(loginClass);
        if (Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        return Advice;
    }

    public void Report(PasswordQuestion question, in AuthenticationOutcome outcome) => Reports.Add(outcome);
}
