using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace MailFront.Logging;

/// <summary>
/// Renders events as the lines a Cyrus site knows (<c>Nov 24 08:00:00 host imap[12]: badlogin: …</c>), which fail2ban's
/// <c>cyrus-imap</c> filter reads, or as one JSON object each. For one thread.
/// </summary>
internal sealed class LineFormat
{
    /// <summary>Program name of lines that belong to no service.</summary>
    public const string ProcessIdent = "mailfront";

    /// <summary>Logger categories of services start with this; the service's name follows.</summary>
    public const string ServiceCategory = "service/";

    private const string CategoryProperty = "SourceContext";

    private readonly bool _json;
    private readonly string _identPrefix;
    private readonly string _host;
    private readonly JsonFormatter _jsonFormatter = new(renderMessage: true);
    private readonly StringBuilder _text = new();

    /// <param name="json"><c>mailfront_log_format: json</c>.</param>
    /// <param name="syslogPrefix"><c>syslog_prefix</c>; null or empty for none.</param>
    /// <param name="host">Host name shown in each line.</param>
    public LineFormat(bool json, string? syslogPrefix, string host)
    {
        _json = json;
        _identPrefix = string.IsNullOrEmpty(syslogPrefix) ? string.Empty : syslogPrefix + "/";
        _host = host;
    }

    /// <summary>Renders one event.</summary>
    public LogLine Render(LogEvent logEvent)
    {
        var ident = Ident(logEvent);
        var message = Message(logEvent);
        var text = _json ? Json(logEvent) : Classic(logEvent, ident, message);
        return new LogLine(text, message, ident, logEvent.Level, logEvent.Timestamp);
    }

    private string Ident(LogEvent logEvent) =>
        logEvent.Properties.TryGetValue(CategoryProperty, out var value) && value is ScalarValue { Value: string category }
        && category.StartsWith(ServiceCategory, StringComparison.Ordinal)
            ? _identPrefix + category[ServiceCategory.Length..]
            : ProcessIdent;

    private string Message(LogEvent logEvent)
    {
        _text.Clear();
        using var writer = new StringWriter(_text, CultureInfo.InvariantCulture);
        foreach (var token in logEvent.MessageTemplate.Tokens)
        {
            if (token is Serilog.Parsing.PropertyToken property
                && logEvent.Properties.TryGetValue(property.PropertyName, out var value)
                && value is ScalarValue { Value: string text })
            {
                // Serilog quotes strings; the classic lines have none.
                writer.Write(text);
            }
            else
            {
                token.Render(logEvent.Properties, writer, CultureInfo.InvariantCulture);
            }
        }

        if (logEvent.Exception is not null)
        {
            writer.Write(": ");
            writer.Write(logEvent.Exception.ToString());
        }

        // One event is one line, whatever an exception or a backend put into it.
        return writer.ToString().ReplaceLineEndings(" | ");
    }

    private string Classic(LogEvent logEvent, string ident, string message)
    {
        var stamp = logEvent.Timestamp.ToLocalTime();
        return string.Create(CultureInfo.InvariantCulture, $"{stamp:MMM} {stamp.Day,2} {stamp:HH:mm:ss} {_host} {ident}[{Environment.ProcessId}]: {message}");
    }

    private string Json(LogEvent logEvent)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        _jsonFormatter.Format(logEvent, writer);
        return writer.ToString().TrimEnd('\r', '\n');
    }
}
