namespace MailFront.Authentication.Checkers;

/// <summary>A checker's answer.</summary>
/// <param name="Verdict">What was decided.</param>
/// <param name="Detail">Why, in words for the log, without secrets and without client-supplied text; never for the client.</param>
public readonly record struct CheckOutcome(CheckVerdict Verdict, string? Detail);
