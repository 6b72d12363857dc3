using System.Buffers;
using System.Globalization;
using System.Text;

namespace MailFront.Protocol.Imap;

/// <summary>Writes foreign text as an IMAP string towards a backend, or refuses it; never lets it end the line.</summary>
public static class ImapQuoted
{
    private const byte FirstPrintable = 0x20;
    private const byte LastPrintable = 0x7e;

    /// <summary>True for printable US-ASCII: what every server takes between quotes.</summary>
    public static bool CanQuote(ReadOnlySpan<byte> value) => !value.ContainsAnyExceptInRange(FirstPrintable, LastPrintable);

    /// <summary>Writes <c>"value"</c> with <c>"</c> and <c>\</c> escaped; false, writing nothing, unless <see cref="CanQuote"/>.</summary>
    public static bool TryWrite(IBufferWriter<byte> output, ReadOnlySpan<byte> value)
    {
        if (!CanQuote(value))
        {
            return false;
        }

        Span<byte> target = output.GetSpan((value.Length * 2) + 2);
        int length = 0;
        target[length++] = (byte)'"';
        foreach (byte b in value)
        {
            if (b is (byte)'"' or (byte)'\\')
            {
                target[length++] = (byte)'\\';
            }

            target[length++] = b;
        }

        target[length++] = (byte)'"';
        output.Advance(length);
        return true;
    }

    /// <summary>
    /// Writes a quoted string, or else a non-synchronising literal (RFC 7888), for a backend that announced LITERAL+;
    /// false, writing nothing, for a value with NUL.
    /// </summary>
    public static bool TryWriteOrLiteral(IBufferWriter<byte> output, ReadOnlySpan<byte> value)
    {
        if (TryWrite(output, value))
        {
            return true;
        }

        if (value.Contains((byte)0))
        {
            return false;
        }

        output.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{{value.Length}+}}\r\n")));
        output.Write(value);
        return true;
    }
}
