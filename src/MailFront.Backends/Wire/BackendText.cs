using System.Text;
using MailFront.Protocol;

namespace MailFront.Backends.Wire;

/// <summary>Makes what a backend said safe to keep: one line of printable ASCII, bounded.</summary>
internal static class BackendText
{
    /// <summary>Longest text of a backend in a log line.</summary>
    public const int MaxDetailLength = 128;

    /// <summary>Longest status text that is passed on to a client; lines of both protocols are at most 512 (RFC 2449 §4).</summary>
    public const int MaxStatusLength = 512;

    /// <summary>All of it, with <c>?</c> for each byte that is not printable.</summary>
    public static string Printable(ReadOnlySpan<byte> bytes) =>
        string.Create(bytes.Length, bytes, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = source[i] is >= (byte)' ' and <= (byte)'~' ? (char)source[i] : '?';
            }
        });

    /// <summary>Our words for a log line, which may quote a backend by <see cref="Quote"/>.</summary>
    public static string Detail(string text) => Cut(text, MaxDetailLength);

    /// <summary>Response code and text of a backend as part of a detail: nothing in it can look like a field of a log line.</summary>
    public static string Quote(string code, string text) =>
        LoggableText.From(code.Length == 0 ? text : $"{code}: {text}").ToString();

    /// <summary>For a client.</summary>
    public static string Status(string text) => Cut(text, MaxStatusLength);

    /// <summary>True when a name or password could break a line protocol: C0 controls and DEL.</summary>
    public static bool HasControls(ReadOnlySpan<byte> bytes)
    {
        foreach (var octet in bytes)
        {
            if (octet is < (byte)' ' or 0x7f)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>As <see cref="HasControls(ReadOnlySpan{byte})"/>, for a name; unpaired surrogates count too, for UTF-8 has no form for them.</summary>
    public static bool HasControls(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar)
            {
                return true;
            }
        }

        return false;
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
