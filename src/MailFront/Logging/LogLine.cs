using Serilog.Events;

namespace MailFront.Logging;

/// <summary>One rendered log line.</summary>
/// <param name="Text">The line in the chosen format, without line end.</param>
/// <param name="Message">The message alone, for targets that stamp lines themselves.</param>
/// <param name="Ident">Program name of the line as syslog shows it, e.g. <c>cyrus/imap</c>.</param>
/// <param name="Level">Its level.</param>
/// <param name="Timestamp">When the event happened, which may be well before the line is written.</param>
internal readonly record struct LogLine(string Text, string Message, string Ident, LogEventLevel Level, DateTimeOffset Timestamp);
