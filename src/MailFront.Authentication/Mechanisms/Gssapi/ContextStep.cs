namespace MailFront.Authentication.Mechanisms.Gssapi;

/// <summary>What came of a token.</summary>
/// <param name="Status">How far the context is.</param>
/// <param name="Token">A token for the client; empty when there is none.</param>
/// <param name="Detail">Why it failed, in words for the log.</param>
internal readonly record struct ContextStep(ContextStatus Status, byte[] Token, string? Detail);
