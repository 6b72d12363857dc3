namespace MailFront.Admin.Queues;

/// <summary>Answer of <c>GET /queue</c>.</summary>
/// <param name="Checkers">The checkers, in the order in which they are asked.</param>
public sealed record QueueView(IReadOnlyList<CheckerView> Checkers);
