using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes;
using MailFront.Defence.Login;

namespace MailFront.Authentication;

/// <summary>
/// The only way to a password verdict. Asks the checkers in order: yes and no end the search, "unknown user" and "unavailable" go on to the next.
/// "No" is told only when every checker before it could answer; else the one that could not might have said yes.
/// </summary>
public sealed class AuthenticationGateway
{
    private readonly CheckerGroup[] _lanes;

    /// <summary>A gateway over <paramref name="lanes"/>, asked in this order. Without lanes every answer is "unavailable".</summary>
    public AuthenticationGateway(IEnumerable<CheckerGroup> lanes) => _lanes = [.. lanes];

    /// <summary>The lanes, in order, for metrics.</summary>
    public IReadOnlyList<CheckerGroup> Lanes => _lanes;

    /// <summary>
    /// Asks whether the password is the user's. Takes at most the sum of the lanes' deadlines, holding no thread. Throws
    /// <see cref="OperationCanceledException"/> when <paramref name="cancellationToken"/> is cancelled; the question then leaves its queue at once.
    /// </summary>
    public async ValueTask<AuthenticationOutcome> AuthenticateAsync(PasswordQuestion question, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        AuthenticationOutcome failed = new(AuthenticationStatus.Unavailable, null, "no checker is configured");
        bool everyoneAnswered = _lanes.Length > 0;
        foreach (CheckerGroup lane in _lanes)
        {
            LaneOutcome outcome = await lane.AskAsync(question, LoginClass.New, cancellationToken);
            CheckVerdict verdict = outcome.Answer.Verdict;
            string? detail = outcome.Answer.Detail;
            if (outcome.Status != LaneStatus.Answered)
            {
                failed = Unanswered(outcome.Status, lane.Name);
                everyoneAnswered = false;
            }
            else if (verdict == CheckVerdict.Accepted)
            {
                return new AuthenticationOutcome(AuthenticationStatus.Accepted, lane.Name, detail);
            }
            else if (verdict == CheckVerdict.Unavailable)
            {
                failed = new AuthenticationOutcome(AuthenticationStatus.Unavailable, lane.Name, detail);
                everyoneAnswered = false;
            }
            else if (everyoneAnswered)
            {
                failed = new AuthenticationOutcome(AuthenticationStatus.WrongCredentials, lane.Name, detail);
            }

            if (verdict == CheckVerdict.Wrong)
            {
                break;
            }
        }

        return failed;
    }

    private static AuthenticationOutcome Unanswered(LaneStatus status, string checker) => status == LaneStatus.Overloaded
        ? new AuthenticationOutcome(AuthenticationStatus.Overloaded, checker, "too many questions wait already")
        : new AuthenticationOutcome(AuthenticationStatus.Unavailable, checker, "no answer within the deadline");
}
