using System.Globalization;
using MailFront.Defence;
using MailFront.Protocol;

namespace MailFront.Sessions.Rules;

/// <summary>A connection in one line, in the words of rules, safe for a log.</summary>
public static class RowText
{
    /// <summary>All but the session id and the address.</summary>
    public static string Of(in ConnectionRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"protocol={row.Protocol} service={row.Service} state={Name(row.State)} age={row.Age.TotalSeconds:0.0}s instate={row.InState.TotalSeconds:0.0}s attempts={row.Attempts} failures={row.Failures} bytesin={row.BytesIn} bytesout={row.BytesOut} tls={(row.IsSecure ? "yes" : "no")} class={Name(row.Class)} score={row.Score} user={User(row)}");

    private static string Name<T>(T value) => value?.ToString()?.ToLowerInvariant() ?? "none";

    private static string User(in ConnectionRow row) => row.User is null ? "none" : $"({LoggableText.From(row.User)})";
}
