using System.Buffers.Text;

namespace MailFront.Protocol.DovecotAuth;

/// <summary>A view over one line of Dovecot's auth process, without its line end.</summary>
public readonly ref struct DovecotAuthReply
{
    private const byte Tab = (byte)'\t';

    private readonly ReadOnlySpan<byte> _parameters;

    private DovecotAuthReply(DovecotAuthReplyKind kind, uint number, ReadOnlySpan<byte> first, ReadOnlySpan<byte> parameters)
    {
        Kind = kind;
        Number = number;
        First = first;
        _parameters = parameters;
    }

    /// <summary>Which kind of line.</summary>
    public DovecotAuthReplyKind Kind { get; }

    /// <summary>Id of the request that is answered, or the major version.</summary>
    public uint Number { get; }

    /// <summary>First parameter as it stands: the name of a mechanism.</summary>
    public ReadOnlySpan<byte> First { get; }

    /// <summary>Parses a line; what cannot be read is <see cref="DovecotAuthReplyKind.Other"/>.</summary>
    public static DovecotAuthReply Parse(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> command = Cut(line, out ReadOnlySpan<byte> rest);
        ReadOnlySpan<byte> first = Cut(rest, out ReadOnlySpan<byte> parameters);
        DovecotAuthReplyKind kind = KindOf(command);
        uint number = 0;
        bool hasNumber = kind is not (DovecotAuthReplyKind.Other or DovecotAuthReplyKind.Done or DovecotAuthReplyKind.Mechanism);
        if (hasNumber && !(Utf8Parser.TryParse(first, out number, out int used) && used == first.Length))
        {
            kind = DovecotAuthReplyKind.Other;
        }

        return new DovecotAuthReply(kind, number, first, parameters);
    }

    /// <summary>True when the parameter <paramref name="name"/> is there, with a value or without.</summary>
    public bool Has(ReadOnlySpan<byte> name) => TryFind(name, out _);

    /// <summary>The value of the first parameter <paramref name="name"/>, escapes undone; empty for one without a value.</summary>
    public bool TryFind(ReadOnlySpan<byte> name, out byte[] value)
    {
        ReadOnlySpan<byte> rest = _parameters;
        while (!rest.IsEmpty)
        {
            ReadOnlySpan<byte> parameter = Cut(rest, out rest);
            if (parameter.StartsWith(name) && (parameter.Length == name.Length || parameter[name.Length] == '='))
            {
                value = DovecotEscaping.Read(parameter[Math.Min(name.Length + 1, parameter.Length)..]);
                return true;
            }
        }

        value = [];
        return false;
    }

    private static DovecotAuthReplyKind KindOf(ReadOnlySpan<byte> command) => command switch
    {
        _ when command.SequenceEqual("OK"u8) => DovecotAuthReplyKind.Accepted,
        _ when command.SequenceEqual("FAIL"u8) => DovecotAuthReplyKind.Failed,
        _ when command.SequenceEqual("CONT"u8) => DovecotAuthReplyKind.Continue,
        _ when command.SequenceEqual("VERSION"u8) => DovecotAuthReplyKind.Version,
        _ when command.SequenceEqual("MECH"u8) => DovecotAuthReplyKind.Mechanism,
        _ when command.SequenceEqual("DONE"u8) => DovecotAuthReplyKind.Done,
        _ => DovecotAuthReplyKind.Other,
    };

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> rest)
    {
        int tab = text.IndexOf(Tab);
        rest = tab < 0 ? default : text[(tab + 1)..];
        return tab < 0 ? text : text[..tab];
    }
}
