namespace MailFront.Authentication.Lanes;

/// <summary>What a <see cref="LaneGroup{TAnswer}"/> hands back.</summary>
/// <param name="Status">How the question left the group.</param>
/// <param name="Answer">The endpoint's word; of meaning only when <see cref="LaneStatus.Answered"/>.</param>
/// <param name="Waited">Time in the queue.</param>
/// <param name="Ran">Time with an endpoint; zero when none was asked, and when no answer was awaited to the end.</param>
/// <param name="Endpoint">Name of the endpoint asked last; null when none was.</param>
internal readonly record struct LaneResult<TAnswer>(
    LaneStatus Status, TAnswer Answer, TimeSpan Waited = default, TimeSpan Ran = default, string? Endpoint = null)
    where TAnswer : struct;
