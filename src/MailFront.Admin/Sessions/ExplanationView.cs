namespace MailFront.Admin.Sessions;

/// <summary>Answer of <c>GET /explain/…</c>.</summary>
/// <param name="About">What was taken for the subject: <c>session</c>, <c>address</c> or <c>user</c>.</param>
/// <param name="Lines">What is known and was decided, in sentences.</param>
internal sealed record ExplanationView(string About, IReadOnlyList<string> Lines);
