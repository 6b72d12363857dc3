namespace MailFront.Admin.Sessions;

/// <summary>Answer of <c>GET /rules</c> and of every change to them.</summary>
/// <param name="Defence"><c>mailfront_defence</c>: <c>enforce</c>, <c>observe</c> or <c>off</c>; it counts before the mode of a rule.</param>
/// <param name="Rules">In the order in which they are asked.</param>
internal sealed record RulesView(string Defence, IReadOnlyList<RuleView> Rules);
