using System.Buffers;

namespace MailFront.Protocol.Imap;

/// <summary>
/// Writes responses that nobody can split: tags are echoed only when the grammar allows them, and text and codes become
/// printable US-ASCII of one line. RFC 3501 §7.
/// </summary>
public static class ImapResponseWriter
{
    /// <summary>Writes <c>tag OK [code] text</c>; a tag the parser would not accept becomes <c>*</c>, an empty code is left out.</summary>
    public static void Tagged(
        IBufferWriter<byte> output,
        ReadOnlySpan<byte> tag,
        ImapCondition condition,
        ReadOnlySpan<byte> code,
        ReadOnlySpan<byte> text)
    {
        bool isTag = !tag.IsEmpty && !tag.ContainsAnyExcept(ImapBytes.Tag);
        WireText.Raw(output, isTag ? tag : "*"u8);
        Status(output, condition, code, text);
    }

    /// <summary>Writes <c>* OK [code] text</c>; an empty code is left out.</summary>
    public static void Untagged(IBufferWriter<byte> output, ImapCondition condition, ReadOnlySpan<byte> code, ReadOnlySpan<byte> text)
    {
        WireText.Raw(output, "*"u8);
        Status(output, condition, code, text);
    }

    /// <summary>Writes <c>* data</c>, for example a capability list.</summary>
    public static void UntaggedLine(IBufferWriter<byte> output, ReadOnlySpan<byte> data)
    {
        WireText.Raw(output, "* "u8);
        WireText.Printable(output, data);
        WireText.Raw(output, "\r\n"u8);
    }

    /// <summary>Writes <c>+ text</c>: a continuation, or a SASL challenge in base64. The space is always there, as RFC 3501 §7.5 demands.</summary>
    public static void Continuation(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        WireText.Raw(output, "+ "u8);
        WireText.Printable(output, text);
        WireText.Raw(output, "\r\n"u8);
    }

    private static void Status(IBufferWriter<byte> output, ImapCondition condition, ReadOnlySpan<byte> code, ReadOnlySpan<byte> text)
    {
        WireText.Raw(output, " "u8);
        WireText.Raw(output, ImapConditions.Name(condition));
        WireText.Raw(output, " "u8);
        if (!code.IsEmpty)
        {
            WireText.Raw(output, "["u8);
            WireText.Printable(output, code, forbidden: (byte)']');
            WireText.Raw(output, "] "u8);
        }

        WireText.Printable(output, text);
        WireText.Raw(output, "\r\n"u8);
    }
}
