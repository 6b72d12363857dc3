using MailFront.Authentication.Lanes;
using MailFront.Defence.Login;

namespace MailFront.Authentication;

/// <summary>A lane that serves all classes alike.</summary>
internal sealed class LaneGroup(CheckerLane lane) : ICheckerGroup
{
    /// <inheritdoc/>
    public string Name => lane.Name;

    /// <inheritdoc/>
    public int Running => lane.Running;

    /// <inheritdoc/>
    public int Waiting => lane.Waiting;

    /// <inheritdoc/>
    public ValueTask<LaneOutcome> AskAsync(PasswordQuestion question, LoginClass loginClass, CancellationToken cancellationToken) =>
        lane.AskAsync(question, cancellationToken);
}
