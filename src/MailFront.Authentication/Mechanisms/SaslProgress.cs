namespace MailFront.Authentication.Mechanisms;

/// <summary>How far an exchange came that its client left.</summary>
/// <param name="Mechanism">The mechanism, in upper case.</param>
/// <param name="User">Whom the client claimed to be, as sent.</param>
/// <param name="IsProven">Whether it had proven to be, and only did not wait for the end.</param>
public readonly record struct SaslProgress(string Mechanism, string User, bool IsProven);
