namespace MailFront.Admin;

/// <summary>Answer of <c>POST /forget/USER</c>.</summary>
/// <param name="User">The canonical name of the user whose next login asks a checker.</param>
public sealed record ForgottenView(string User);
