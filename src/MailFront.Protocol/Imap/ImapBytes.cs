using System.Buffers;

namespace MailFront.Protocol.Imap;

/// <summary>Character classes of RFC 3501 §9 and the line end.</summary>
internal static class ImapBytes
{
    /// <summary>ATOM-CHAR: printable US-ASCII without <c>( ) { SP % * " \ ]</c>.</summary>
    public static readonly SearchValues<byte> Atom = SearchValues.Create(Printable("(){ %*\"\\]"u8));

    /// <summary>Tag: ASTRING-CHAR without <c>+</c>; ASTRING-CHAR adds <c>]</c> to the atom's.</summary>
    public static readonly SearchValues<byte> Tag = SearchValues.Create(Printable("(){ %*\"\\+"u8));

    /// <summary>
    /// Unquoted strings as Cyrus takes them (imap/imapparse.c:getxstring), short of <c>{</c> and 8-bit octets:
    /// ASTRING-CHAR plus <c>% * \</c>, which people type in passwords.
    /// </summary>
    public static readonly SearchValues<byte> LenientAstring = SearchValues.Create(Printable("(){ \""u8));

    /// <summary>Length of the line end that <paramref name="bytes"/> ends with: 2 for CRLF, 1 for a bare LF, else 0.</summary>
    public static int LineEndLength(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [.., (byte)'\r', (byte)'\n'] => 2,
        [.., (byte)'\n'] => 1,
        _ => 0,
    };

    /// <summary>True when <paramref name="bytes"/> is a line end and nothing else.</summary>
    public static bool IsLineEnd(ReadOnlySpan<byte> bytes) => bytes is [(byte)'\n'] or [(byte)'\r', (byte)'\n'];

    private static byte[] Printable(ReadOnlySpan<byte> except)
    {
        const byte first = 0x20;
        const byte last = 0x7e;
        var chars = new List<byte>();
        for (byte b = first; b <= last; b++)
        {
            if (!except.Contains(b))
            {
                chars.Add(b);
            }
        }

        return [.. chars];
    }
}
