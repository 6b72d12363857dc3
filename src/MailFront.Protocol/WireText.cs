using System.Buffers;

namespace MailFront.Protocol;

/// <summary>Writes text that may hold foreign bytes into a line of a protocol, so that it stays one line of printable US-ASCII.</summary>
internal static class WireText
{
    private const byte FirstPrintable = 0x20;
    private const byte LastPrintable = 0x7e;
    private const byte Substitute = (byte)'?';

    /// <summary>Writes <paramref name="bytes"/> as they are; for constants and checked values.</summary>
    public static void Raw(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes) => output.Write(bytes);

    /// <summary>Writes <paramref name="text"/> with <c>?</c> for all that is not printable, and for <paramref name="forbidden"/>.</summary>
    public static void Printable(IBufferWriter<byte> output, ReadOnlySpan<byte> text, byte forbidden = 0)
    {
        if (text.IsEmpty)
        {
            return;
        }

        Span<byte> target = output.GetSpan(text.Length)[..text.Length];
        for (int i = 0; i < text.Length; i++)
        {
            byte b = text[i];
            target[i] = b is >= FirstPrintable and <= LastPrintable && b != forbidden ? b : Substitute;
        }

        output.Advance(text.Length);
    }
}
