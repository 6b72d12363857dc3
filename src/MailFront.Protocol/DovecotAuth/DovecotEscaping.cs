using System.Buffers;

namespace MailFront.Protocol.DovecotAuth;

/// <summary>
/// Dovecot's tab-escaping (lib/strescape.c:str_tabescape): what could end a parameter or a line travels behind <c>\001</c>, so no value can become
/// a parameter of its own (CVE-2008-1218 was such a one).
/// </summary>
public static class DovecotEscaping
{
    private const byte Escape = 1;

    private static readonly SearchValues<byte> _special = SearchValues.Create("\0\u0001\t\r\n"u8);

    /// <summary>Writes <paramref name="value"/> so that it stays one parameter.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> value)
    {
        while (true)
        {
            int plain = value.IndexOfAny(_special);
            if (plain < 0)
            {
                output.Write(value);
                return;
            }

            output.Write(value[..plain]);
            output.Write([Escape, Code(value[plain])]);
            value = value[(plain + 1)..];
        }
    }

    /// <summary>Undoes it. An escape at the very end stands for nothing; one before any other octet for that octet.</summary>
    public static byte[] Read(ReadOnlySpan<byte> escaped)
    {
        byte[] value = new byte[escaped.Length];
        int length = 0;
        for (int at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] != Escape)
            {
                value[length++] = escaped[at];
            }
            else if (++at < escaped.Length)
            {
                value[length++] = Octet(escaped[at]);
            }
        }

        return value[..length];
    }

    private static byte Code(byte octet) => octet switch
    {
        0 => (byte)'0',
        Escape => (byte)'1',
        (byte)'\t' => (byte)'t',
        (byte)'\r' => (byte)'r',
        _ => (byte)'n',
    };

    private static byte Octet(byte code) => code switch
    {
        (byte)'0' => 0,
        (byte)'1' => Escape,
        (byte)'t' => (byte)'\t',
        (byte)'r' => (byte)'\r',
        (byte)'n' => (byte)'\n',
        _ => code,
    };
}
