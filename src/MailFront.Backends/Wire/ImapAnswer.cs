using MailFront.Protocol.Imap;

namespace MailFront.Backends.Wire;

/// <summary>One response of an IMAP backend, copied out of the buffer; all text is printable ASCII.</summary>
/// <param name="Kind">Untagged, tagged or continuation.</param>
/// <param name="Tag">Tag of a tagged response, else empty.</param>
/// <param name="Condition">Condition of a status response.</param>
/// <param name="Name">First word of untagged data, else empty.</param>
/// <param name="Data">What follows <paramref name="Name"/>.</param>
/// <param name="Code">First word of the response code, or empty.</param>
/// <param name="CodeArguments">What follows it.</param>
/// <param name="Text">Text for people.</param>
internal sealed record ImapAnswer(
    ImapResponseKind Kind, string Tag, ImapCondition Condition, string Name, string Data, string Code, string CodeArguments, string Text)
{
    /// <summary>The capability atoms it brings (as data or as response code), or null.</summary>
    public string? CapabilityAtoms =>
        Name.Equals("CAPABILITY", StringComparison.OrdinalIgnoreCase) ? Data
        : Code.Equals("CAPABILITY", StringComparison.OrdinalIgnoreCase) ? CodeArguments
        : null;

    /// <summary>Code and text for the log.</summary>
    public string Words => BackendText.Quote(Code, Text);

    /// <summary>Copies a framed response; null when it is none.</summary>
    public static ImapAnswer? Parse(ReadOnlySpan<byte> frame) =>
        ImapResponseLine.TryParse(frame, out var line)
            ? new ImapAnswer(
                line.Kind,
                BackendText.Printable(line.Tag),
                line.Condition,
                BackendText.Printable(line.Name),
                BackendText.Printable(line.Data),
                BackendText.Printable(line.Code),
                BackendText.Printable(line.CodeArguments),
                BackendText.Printable(line.Text))
            : null;
}
