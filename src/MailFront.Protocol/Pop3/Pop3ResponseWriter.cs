using System.Buffers;

namespace MailFront.Protocol.Pop3;

/// <summary>Writes responses that nobody can split: text and codes become printable US-ASCII of one line.</summary>
public static class Pop3ResponseWriter
{
    /// <summary>Writes <c>+OK text</c>.</summary>
    public static void Ok(IBufferWriter<byte> output, ReadOnlySpan<byte> text) => Write(output, "+OK "u8, text);

    /// <summary>Writes <c>-ERR [code] text</c> (RFC 2449 §8, RFC 3206); an empty code is left out.</summary>
    public static void Error(IBufferWriter<byte> output, ReadOnlySpan<byte> code, ReadOnlySpan<byte> text)
    {
        WireText.Raw(output, "-ERR "u8);
        if (!code.IsEmpty)
        {
            WireText.Raw(output, "["u8);
            WireText.Printable(output, code, forbidden: (byte)']');
            WireText.Raw(output, "] "u8);
        }

        Write(output, default, text);
    }

    /// <summary>Writes <c>+ challenge</c> with a challenge in base64; the space is always there.</summary>
    public static void Continuation(IBufferWriter<byte> output, ReadOnlySpan<byte> challenge) => Write(output, "+ "u8, challenge);

    /// <summary>Writes one line of a multi-line response, byte-stuffed.</summary>
    public static void DataLine(IBufferWriter<byte> output, ReadOnlySpan<byte> content) =>
        Write(output, content is [(byte)'.', ..] ? "."u8 : default, content);

    /// <summary>Ends a multi-line response.</summary>
    public static void Terminator(IBufferWriter<byte> output) => WireText.Raw(output, ".\r\n"u8);

    private static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> text)
    {
        WireText.Raw(output, prefix);
        WireText.Printable(output, text);
        WireText.Raw(output, "\r\n"u8);
    }
}
