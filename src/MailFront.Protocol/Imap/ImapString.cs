using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace MailFront.Protocol.Imap;

/// <summary>The value of an atom, quoted string or literal: a view over the frame. Never holds NUL.</summary>
public readonly ref struct ImapString
{
    private readonly ReadOnlySpan<byte> _raw;
    private readonly int _escapes;

    /// <summary>A value whose raw form holds <paramref name="escapes"/> backslash pairs.</summary>
    internal ImapString(ReadOnlySpan<byte> raw, int escapes)
    {
        _raw = raw;
        _escapes = escapes;
    }

    /// <summary>Octets of the value, escapes undone.</summary>
    public int Length => _raw.Length - _escapes;

    /// <summary>Writes the value; <paramref name="destination"/> has room for <see cref="Length"/> octets.</summary>
    public void CopyTo(Span<byte> destination)
    {
        if (_escapes == 0)
        {
            _raw.CopyTo(destination);
            return;
        }

        int to = 0;
        for (int from = 0; from < _raw.Length; from++)
        {
            if (_raw[from] == '\\')
            {
                from++;
            }

            destination[to++] = _raw[from];
        }
    }

    /// <summary>A copy of the value. For secrets use <see cref="ToSecret"/>.</summary>
    public byte[] ToArray()
    {
        byte[] copy = new byte[Length];
        CopyTo(copy);
        return copy;
    }

    /// <summary>Copies a password; the holder disposes it. No other copy stays behind.</summary>
    public Secret ToSecret()
    {
        if (_escapes == 0)
        {
            return new Secret(_raw);
        }

        byte[] copy = ToArray();
        try
        {
            return new Secret(copy);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    /// <summary>Compares octet by octet, with letters in any case.</summary>
    public bool EqualsIgnoreCase(ReadOnlySpan<byte> ascii) =>
        _escapes == 0 ? Ascii.EqualsIgnoreCase(_raw, ascii) : Ascii.EqualsIgnoreCase(ToArray(), ascii);

    /// <summary>Decodes strictly: false when the octets are not UTF-8.</summary>
    public bool TryDecodeUtf8(out string text)
    {
        bool isValid = Utf8.IsValid(_raw);
        text = !isValid ? "" : _escapes == 0 ? Encoding.UTF8.GetString(_raw) : Encoding.UTF8.GetString(ToArray());
        return isValid;
    }

    /// <summary>Decodes for display: what is not UTF-8 becomes U+FFFD. Not safe for logs by itself; see <see cref="LoggableText"/>.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_escapes == 0 ? _raw : ToArray());
}
