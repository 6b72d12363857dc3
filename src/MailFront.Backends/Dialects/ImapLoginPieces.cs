using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MailFront.Backends.Capabilities;
using MailFront.Protocol.Imap;

namespace MailFront.Backends.Dialects;

/// <summary>
/// A LOGIN command cut where the backend must say <c>+</c> before the next piece: once for each synchronising literal.
/// What cannot be quoted goes as a literal, non-synchronising where the backend takes that (RFC 7888).
/// </summary>
internal sealed class ImapLoginPieces : IReadOnlyList<ReadOnlyMemory<byte>>
{
    /// <summary>Largest literal under LITERAL- (RFC 7888 §5).</summary>
    private const int MaxMinusLiteral = 4096;

    private readonly List<byte[]> _pieces = [];

    /// <summary>Cuts the command. Neither value holds NUL: no IMAP string can.</summary>
    public ImapLoginPieces(string tag, ReadOnlySpan<byte> user, ReadOnlySpan<byte> password, CapabilitySet offered)
    {
        // Sized for the worst quoting, so that no half-filled buffer with a secret is left behind by growing.
        var capacity = tag.Length + (2 * (user.Length + password.Length)) + 64;
        var line = new ArrayBufferWriter<byte>(capacity);
        line.Write(Encoding.ASCII.GetBytes(tag + " LOGIN "));
        line = Append(line, user, offered, capacity);
        line.Write(" "u8);
        line = Append(line, password, offered, capacity);
        line.Write("\r\n"u8);
        Cut(line);
    }

    /// <inheritdoc/>
    public int Count => _pieces.Count;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> this[int index] => _pieces[index];

    /// <summary>Wipes the password.</summary>
    public void Wipe() => _pieces.ForEach(piece => CryptographicOperations.ZeroMemory(piece));

    /// <inheritdoc/>
    public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator() => _pieces.Select(piece => (ReadOnlyMemory<byte>)piece).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ArrayBufferWriter<byte> Append(ArrayBufferWriter<byte> line, ReadOnlySpan<byte> value, CapabilitySet offered, int capacity)
    {
        if (ImapQuoted.TryWrite(line, value))
        {
            return line;
        }

        if (offered.Has("LITERAL+") || (offered.Has("LITERAL-") && value.Length <= MaxMinusLiteral))
        {
            ImapQuoted.TryWriteOrLiteral(line, value);
            return line;
        }

        line.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{{value.Length}}}\r\n")));
        Cut(line);
        var next = new ArrayBufferWriter<byte>(capacity);
        next.Write(value);
        return next;
    }

    /// <summary>Ends a piece and wipes the buffer it was made in.</summary>
    private void Cut(ArrayBufferWriter<byte> line)
    {
        _pieces.Add(line.WrittenSpan.ToArray());
        line.Clear();
    }
}
