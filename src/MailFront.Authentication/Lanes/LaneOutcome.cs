using MailFront.Authentication.Checkers;

namespace MailFront.Authentication.Lanes;

/// <summary>What a lane hands back.</summary>
/// <param name="Status">How the question left the lane.</param>
/// <param name="Answer">The checker's word; of meaning only when <see cref="LaneStatus.Answered"/>.</param>
internal readonly record struct LaneOutcome(LaneStatus Status, CheckOutcome Answer)
{
    /// <summary>Time in line.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>Time the checker took, or was given.</summary>
    public TimeSpan Ran { get; init; }

    /// <summary>Which of the checker's endpoints was asked; null when none was.</summary>
    public string? Endpoint { get; init; }
}
