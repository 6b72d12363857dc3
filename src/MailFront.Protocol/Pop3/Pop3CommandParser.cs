using System.Text;

namespace MailFront.Protocol.Pop3;

/// <summary>Names the parts of a complete line. Allocates nothing.</summary>
public static class Pop3CommandParser
{
    private const byte FirstVisible = 0x21;
    private const byte LastVisible = 0x7e;

    private static readonly (byte[] Name, Pop3Verb Verb)[] _verbs =
    [
        ("USER"u8.ToArray(), Pop3Verb.User),
        ("PASS"u8.ToArray(), Pop3Verb.Pass),
        ("AUTH"u8.ToArray(), Pop3Verb.Auth),
        ("CAPA"u8.ToArray(), Pop3Verb.Capa),
        ("STLS"u8.ToArray(), Pop3Verb.Stls),
        ("QUIT"u8.ToArray(), Pop3Verb.Quit),
        ("NOOP"u8.ToArray(), Pop3Verb.Noop),
        ("APOP"u8.ToArray(), Pop3Verb.Apop),
    ];

    /// <summary>Parses one line, line end included, as <see cref="Pop3LineFramer"/> found it.</summary>
    public static Pop3ParseStatus TryParse(ReadOnlySpan<byte> line, out Pop3Command command)
    {
        command = default;
        if (!Pop3Line.TryGetContent(line, out ReadOnlySpan<byte> content))
        {
            return Pop3ParseStatus.IllegalByte;
        }

        int space = content.IndexOf((byte)' ');
        ReadOnlySpan<byte> name = space < 0 ? content : content[..space];
        if (name.IsEmpty)
        {
            return Pop3ParseStatus.MissingCommand;
        }

        if (name.ContainsAnyExceptInRange(FirstVisible, LastVisible))
        {
            return Pop3ParseStatus.IllegalByte;
        }

        command = new Pop3Command(Find(name), name, space < 0 ? default : content[(space + 1)..], space >= 0);
        return Pop3ParseStatus.Ok;
    }

    private static Pop3Verb Find(ReadOnlySpan<byte> name)
    {
        foreach ((byte[] known, Pop3Verb verb) in _verbs)
        {
            if (Ascii.EqualsIgnoreCase(name, known))
            {
                return verb;
            }
        }

        return Pop3Verb.Unknown;
    }
}
