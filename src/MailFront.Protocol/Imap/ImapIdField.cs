namespace MailFront.Protocol.Imap;

/// <summary>One pair of an ID command (RFC 2971). Client text: log it through <see cref="LoggableText"/> only.</summary>
/// <param name="Name">Field name as sent.</param>
/// <param name="Value">Field value; null for NIL.</param>
public readonly record struct ImapIdField(string Name, string? Value);
