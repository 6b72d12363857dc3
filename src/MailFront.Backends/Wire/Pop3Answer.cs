using MailFront.Protocol.Pop3;

namespace MailFront.Backends.Wire;

/// <summary>One status line of a POP3 backend, copied out of the buffer; all text is printable ASCII.</summary>
/// <param name="Kind">+OK, -ERR or continuation.</param>
/// <param name="Code">Response code, or empty.</param>
/// <param name="Text">Text for people.</param>
internal sealed record Pop3Answer(Pop3ResponseKind Kind, string Code, string Text)
{
    /// <summary>Code and text for the log.</summary>
    public string Words => BackendText.Quote(Code, Text);

    /// <summary>Copies a line; null when it is no status line.</summary>
    public static Pop3Answer? Parse(ReadOnlySpan<byte> line) =>
        Pop3ResponseLine.TryParse(line, out var response)
            ? new Pop3Answer(response.Kind, BackendText.Printable(response.Code), BackendText.Printable(response.Text))
            : null;
}
