using MailFront.Authentication.Checkers;

namespace MailFront.Authentication.Lanes;

/// <summary>What a group of checkers hands back.</summary>
/// <param name="Status">How the question left the group.</param>
/// <param name="Answer">The checker's word; of meaning only when <see cref="LaneStatus.Answered"/>.</param>
/// <param name="Waited">Time in the queue.</param>
/// <param name="Ran">Time with a checker; zero when none was asked, and when no answer was awaited to the end.</param>
/// <param name="Endpoint">Name of the endpoint asked last; null when none was.</param>
public readonly record struct LaneOutcome(LaneStatus Status, CheckOutcome Answer, TimeSpan Waited = default, TimeSpan Ran = default, string? Endpoint = null);
