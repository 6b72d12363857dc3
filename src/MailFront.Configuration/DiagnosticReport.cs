using System.Buffers;
using System.Text;
using System.Text.Json;

namespace MailFront.Configuration;

/// <summary>Findings as <c>mailfront check</c> prints them.</summary>
public static class DiagnosticReport
{
    /// <summary>Exit code when there are at most notes.</summary>
    public const int Clean = 0;

    /// <summary>Exit code when there are warnings.</summary>
    public const int Warnings = 1;

    /// <summary>Exit code when there are errors.</summary>
    public const int Errors = 2;

    /// <summary>0, 1 or 2: the worst finding decides; notes alone are clean.</summary>
    public static int ExitCode(IReadOnlyList<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        var worst = DiagnosticSeverity.Note;
        foreach (var diagnostic in diagnostics)
        {
            worst = diagnostic.Severity > worst ? diagnostic.Severity : worst;
        }

        return worst switch
        {
            DiagnosticSeverity.Error => Errors,
            DiagnosticSeverity.Warning => Warnings,
            _ => Clean,
        };
    }

    /// <summary>One line per finding, <c>file:line: severity: message (instead)</c>, then a line of counts.</summary>
    public static string ToText(IReadOnlyList<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        var text = new StringBuilder();
        foreach (var diagnostic in diagnostics)
        {
            text.Append(OnOneLine(diagnostic.ToString())).Append('\n');
        }

        return text.Append(Counts(diagnostics)).Append('\n').ToString();
    }

    /// <summary>An object with <c>exitCode</c> and <c>diagnostics</c>, each with severity, file, line, option, message, instead.</summary>
    public static string ToJson(IReadOnlyList<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("exitCode", ExitCode(diagnostics));
            writer.WriteStartArray("diagnostics");
            foreach (var diagnostic in diagnostics)
            {
                Write(writer, diagnostic);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, Diagnostic diagnostic)
    {
        writer.WriteStartObject();
        writer.WriteString("severity", diagnostic.Severity.ToString().ToLowerInvariant());
        writer.WriteString("file", diagnostic.File);
        writer.WriteNumber("line", diagnostic.Line);
        writer.WriteString("option", diagnostic.Option);
        writer.WriteString("message", diagnostic.Message);
        writer.WriteString("instead", diagnostic.Instead);
        writer.WriteEndObject();
    }

    // A value of the file may hold control characters; they must not forge a line of the report or drive a terminal.
    private static string OnOneLine(string text) =>
        text.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0 ? text : string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));

    private static string Counts(IReadOnlyList<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var warnings = diagnostics.Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Warning);
        return $"{Plural(errors, "error")}, {Plural(warnings, "warning")}, {Plural(diagnostics.Count - errors - warnings, "note")}";
    }

    private static string Plural(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";
}
