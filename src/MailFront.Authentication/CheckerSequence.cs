using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes;
using MailFront.Defence.Login;

namespace MailFront.Authentication;

/// <summary>
/// The checkers in order: yes and no end the search, "unknown user" and "unavailable" go on to the next. "No" is told only when every checker
/// before it could answer; else the one that could not might have said yes.
/// </summary>
internal sealed class CheckerSequence
{
    private readonly ICheckerGroup[] _groups;

    public CheckerSequence(IEnumerable<ICheckerGroup> groups) => _groups = [.. groups];

    /// <summary>Questions in line and under way.</summary>
    public int Pending => _groups.Sum(group => group.Running + group.Waiting);

    /// <summary>Asks until one decides. Takes at most the sum of the checkers' deadlines. Without checkers the answer is "unavailable".</summary>
    public async ValueTask<AuthenticationOutcome> AskAsync(PasswordQuestion question, LoginClass loginClass, CancellationToken cancellationToken)
    {
        AuthenticationOutcome outcome = new(AuthenticationStatus.Unavailable, null, "no checker is configured");
        bool everyoneAnswered = _groups.Length > 0;
        TimeSpan waited = TimeSpan.Zero;
        TimeSpan ran = TimeSpan.Zero;
        foreach (ICheckerGroup group in _groups)
        {
            LaneOutcome answer = await group.AskAsync(question, loginClass, cancellationToken);
            waited += answer.Waited;
            ran += answer.Ran;
            AuthenticationOutcome said = Read(answer, group.Name);
            bool hasAnswered = said.Status is AuthenticationStatus.Accepted or AuthenticationStatus.WrongCredentials;
            everyoneAnswered &= hasAnswered;
            if (!hasAnswered || everyoneAnswered || said.Status == AuthenticationStatus.Accepted)
            {
                outcome = said;
            }

            if (hasAnswered && !said.IsUnknownUser)
            {
                break;
            }
        }

        return outcome with { Waited = waited, Ran = ran };
    }

    private static AuthenticationOutcome Read(in LaneOutcome lane, string checker) => lane.Status switch
    {
        LaneStatus.Answered => Read(lane.Answer, checker),
        LaneStatus.Overloaded => new AuthenticationOutcome(AuthenticationStatus.Overloaded, checker, "too many questions wait already"),
        _ => new AuthenticationOutcome(AuthenticationStatus.Unavailable, checker, "no answer within the deadline"),
    };

    private static AuthenticationOutcome Read(in CheckOutcome answer, string checker) => answer.Verdict switch
    {
        CheckVerdict.Accepted => new(AuthenticationStatus.Accepted, checker, answer.Detail) { User = answer.User, Location = answer.Location },
        CheckVerdict.Wrong => new(AuthenticationStatus.WrongCredentials, checker, answer.Detail),
        CheckVerdict.UnknownUser => new(AuthenticationStatus.WrongCredentials, checker, answer.Detail) { IsUnknownUser = true },
        _ => new(AuthenticationStatus.Unavailable, checker, answer.Detail),
    };
}
