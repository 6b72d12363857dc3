namespace MailFront.Admin.Sessions;

/// <summary>Answer of <c>POST /kick</c>.</summary>
/// <param name="Closed">Connections that were asked to end, or would have been.</param>
/// <param name="DryRun">Whether it was only counted.</param>
internal sealed record KickedView(int Closed, bool DryRun);
