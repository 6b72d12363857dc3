using System.Buffers;
using System.Globalization;
using System.Text;
using MailFront.Protocol.Imap;

namespace MailFront.Authentication.Checkers.Imap;

/// <summary>
/// A LOGIN command cut where the server must say <c>+</c> before the next piece: what cannot be quoted goes as a synchronising literal, which every
/// server takes (RFC 3501 §4.3).
/// </summary>
internal static class ImapCheckLoginCommand
{
    /// <summary>The pieces, at least one; whoever sends them clears them. Neither value holds NUL: no IMAP string can.</summary>
    public static IReadOnlyList<ArrayBufferWriter<byte>> Cut(ReadOnlySpan<byte> user, ReadOnlySpan<byte> password)
    {
        // Sized for the worst quoting, so that no half-filled buffer with a secret is left behind by growing.
        int capacity = (2 * (user.Length + password.Length)) + 64;
        List<ArrayBufferWriter<byte>> pieces = [new(capacity)];
        Write(pieces[^1], $"{ImapCheckLine.Tag} LOGIN ");
        Put(pieces, user, capacity);
        Write(pieces[^1], " ");
        Put(pieces, password, capacity);
        Write(pieces[^1], "\r\n");
        return pieces;
    }

    private static void Put(List<ArrayBufferWriter<byte>> pieces, ReadOnlySpan<byte> value, int capacity)
    {
        if (ImapQuoted.TryWrite(pieces[^1], value))
        {
            return;
        }

        Write(pieces[^1], string.Create(CultureInfo.InvariantCulture, $"{{{value.Length}}}\r\n"));
        pieces.Add(new ArrayBufferWriter<byte>(capacity));
        pieces[^1].Write(value);
    }

    private static void Write(ArrayBufferWriter<byte> piece, string text) => piece.Write(Encoding.ASCII.GetBytes(text));
}
