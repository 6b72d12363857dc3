namespace MailFront.Admin.Sessions;

/// <summary>Answer of <c>GET /sessions</c>.</summary>
/// <param name="Open">Connections open.</param>
/// <param name="Matching">Of these, such as were asked for.</param>
/// <param name="Sessions">The oldest of them, oldest first.</param>
internal sealed record SessionsView(int Open, int Matching, IReadOnlyList<SessionView> Sessions);
