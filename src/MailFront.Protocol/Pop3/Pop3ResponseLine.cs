using System.Text;

namespace MailFront.Protocol.Pop3;

/// <summary>A view over a backend's status line (RFC 1939 §3, RFC 2449 §8, RFC 5034 §4).</summary>
public readonly ref struct Pop3ResponseLine
{
    private Pop3ResponseLine(Pop3ResponseKind kind, ReadOnlySpan<byte> code, ReadOnlySpan<byte> text)
    {
        Kind = kind;
        Code = code;
        Text = text;
    }

    /// <summary>Which kind of line.</summary>
    public Pop3ResponseKind Kind { get; }

    /// <summary>Response code without brackets (<c>AUTH</c>, <c>SYS/TEMP</c>, <c>IN-USE</c>); empty when there is none.</summary>
    public ReadOnlySpan<byte> Code { get; }

    /// <summary>Text for people, or the challenge. Foreign: never relay or log it unescaped.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>Parses one line, line end included. False for what is no status line.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out Pop3ResponseLine response)
    {
        response = default;
        if (!Pop3Line.TryGetContent(line, out ReadOnlySpan<byte> content))
        {
            return false;
        }

        int space = content.IndexOf((byte)' ');
        ReadOnlySpan<byte> indicator = space < 0 ? content : content[..space];
        ReadOnlySpan<byte> text = space < 0 ? default : content[(space + 1)..];
        if (indicator is [(byte)'+'])
        {
            response = new Pop3ResponseLine(Pop3ResponseKind.Continuation, default, text);
            return true;
        }

        bool isOk = Ascii.EqualsIgnoreCase(indicator, "+OK"u8);
        if (!isOk && !Ascii.EqualsIgnoreCase(indicator, "-ERR"u8))
        {
            return false;
        }

        ReadOnlySpan<byte> code = TakeCode(text, out ReadOnlySpan<byte> rest);
        response = new Pop3ResponseLine(isOk ? Pop3ResponseKind.Ok : Pop3ResponseKind.Error, code, rest);
        return true;
    }

    /// <summary>True for the line that ends a multi-line response (RFC 1939 §3).</summary>
    public static bool IsTerminator(ReadOnlySpan<byte> line) =>
        Pop3Line.TryGetContent(line, out ReadOnlySpan<byte> content) && content is [(byte)'.'];

    /// <summary>Content of a line inside a multi-line response: line end and byte-stuffing removed. False for NUL or a stray CR.</summary>
    public static bool TryGetData(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> content)
    {
        bool isClean = Pop3Line.TryGetContent(line, out content);
        content = content is [(byte)'.', ..] ? content[1..] : content;
        return isClean;
    }

    // Brackets may also be plain text, as in an APOP-less banner; without a closing one there is no code.
    private static ReadOnlySpan<byte> TakeCode(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> rest)
    {
        int close = text is [(byte)'[', ..] ? text.IndexOf((byte)']') : -1;
        rest = close < 0 ? text : text[(close + 1)..].TrimStart((byte)' ');
        return close < 0 ? default : text[1..close];
    }
}
