namespace MailFront.Admin.Routes;

/// <summary>Answer to a request that is not carried out.</summary>
/// <param name="Error">Why not, in one line.</param>
internal sealed record ErrorView(string Error);
