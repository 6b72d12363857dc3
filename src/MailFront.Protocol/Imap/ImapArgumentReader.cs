using System.Buffers;
using System.Text;

namespace MailFront.Protocol.Imap;

/// <summary>
/// Reads a command's arguments from left to right. A Try method that fails has read nothing.
/// Refuses NUL everywhere, CR and LF outside literals, and 8-bit octets in atoms (RFC 3501 §9).
/// </summary>
public ref struct ImapArgumentReader
{
    private readonly ImapLimits _limits;
    private ReadOnlySpan<byte> _rest;
    private int _arguments;
    private int _nesting;

    /// <summary>Starts at the space before the first argument; the last thing is the line end.</summary>
    public ImapArgumentReader(ReadOnlySpan<byte> arguments, ImapLimits limits)
    {
        _rest = arguments;
        _limits = limits;
    }

    /// <summary>True when only the line end is left and every list is closed.</summary>
    public readonly bool AtEnd => _nesting == 0 && ImapBytes.IsLineEnd(_rest);

    /// <summary>True once more strings or deeper lists came than the limits allow.</summary>
    public bool IsOverLimit { get; private set; }

    /// <summary>Reads exactly one space.</summary>
    public bool TryReadSpace() => TryReadByte((byte)' ');

    /// <summary>Reads <c>(</c> when the nesting limit allows one more.</summary>
    public bool TryReadOpen()
    {
        if (_nesting >= _limits.MaxNesting)
        {
            IsOverLimit |= _rest is [(byte)'(', ..];
            return false;
        }

        if (!TryReadByte((byte)'('))
        {
            return false;
        }

        _nesting++;
        return true;
    }

    /// <summary>Reads the <c>)</c> of an open list.</summary>
    public bool TryReadClose()
    {
        if (_nesting == 0 || !TryReadByte((byte)')'))
        {
            return false;
        }

        _nesting--;
        return true;
    }

    /// <summary>Reads an atom by RFC 3501's strict grammar.</summary>
    public bool TryReadAtom(out ReadOnlySpan<byte> atom) => TryReadRun(ImapBytes.Atom, out atom);

    /// <summary>Reads an atom, quoted string or literal; unquoted also takes <c>% * \</c>, as Cyrus does.</summary>
    public bool TryReadAstring(out ImapString value)
    {
        if (TryReadString(out value))
        {
            return true;
        }

        // Neither a broken quoted string nor a broken literal can pass as a run: their first characters are not allowed there.
        if (!TryReadRun(ImapBytes.LenientAstring, out ReadOnlySpan<byte> run))
        {
            return false;
        }

        value = new ImapString(run, 0);
        return true;
    }

    /// <summary>Reads NIL, a quoted string or a literal.</summary>
    public bool TryReadNstring(out ImapString value, out bool isNil)
    {
        isNil = false;
        if (TryReadString(out value))
        {
            return true;
        }

        ImapArgumentReader ahead = this;
        isNil = ahead.TryReadAtom(out ReadOnlySpan<byte> atom) && Ascii.EqualsIgnoreCase(atom, "NIL"u8);
        bool isOverLimit = IsOverLimit | ahead.IsOverLimit;
        this = isNil ? ahead : this;
        IsOverLimit = isOverLimit;
        return isNil;
    }

    private bool TryReadString(out ImapString value)
    {
        value = default;
        return _rest switch
        {
            [(byte)'"', ..] => HasRoom() && TryReadQuoted(out value),
            [(byte)'{', ..] => HasRoom() && TryReadLiteral(out value),
            _ => false,
        };
    }

    private bool TryReadQuoted(out ImapString value)
    {
        int escapes = 0;
        for (int i = 1; i < _rest.Length; i++)
        {
            switch (_rest[i])
            {
                case (byte)'"':
                    value = new ImapString(_rest[1..i], escapes);
                    Advance(i + 1);
                    return true;
                case (byte)'\\' when i + 1 < _rest.Length && _rest[i + 1] is (byte)'"' or (byte)'\\':
                    escapes++;
                    i++;
                    break;
                case 0 or (byte)'\r' or (byte)'\n' or (byte)'\\':
                    value = default;
                    return false;
            }
        }

        value = default;
        return false;
    }

    private bool TryReadLiteral(out ImapString value)
    {
        value = default;
        int close = _rest.IndexOf((byte)'}');
        if (close < 0 || !ImapLiteral.TryParseSize(_rest[1..close], out ImapLiteral literal))
        {
            return false;
        }

        ReadOnlySpan<byte> behind = _rest[(close + 1)..];
        int lineEnd = behind is [(byte)'\r', (byte)'\n', ..] ? 2 : behind is [(byte)'\n', ..] ? 1 : 0;
        if (lineEnd == 0 || literal.Size > behind.Length - lineEnd)
        {
            return false;
        }

        ReadOnlySpan<byte> octets = behind.Slice(lineEnd, (int)literal.Size);
        if (octets.Contains((byte)0))
        {
            return false;
        }

        value = new ImapString(octets, 0);
        Advance(close + 1 + lineEnd + octets.Length);
        return true;
    }

    private bool TryReadRun(SearchValues<byte> allowed, out ReadOnlySpan<byte> run)
    {
        run = default;
        int length = _rest.IndexOfAnyExcept(allowed);
        if (length <= 0 || !HasRoom())
        {
            return false;
        }

        run = _rest[..length];
        Advance(length);
        return true;
    }

    private bool TryReadByte(byte expected)
    {
        if (_rest.IsEmpty || _rest[0] != expected)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    private bool HasRoom()
    {
        bool hasRoom = _arguments < _limits.MaxArguments;
        IsOverLimit |= !hasRoom;
        return hasRoom;
    }

    private void Advance(int length)
    {
        _arguments++;
        _rest = _rest[length..];
    }
}
