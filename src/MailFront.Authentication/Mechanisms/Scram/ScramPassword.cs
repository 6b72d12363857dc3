using System.Text;
using System.Text.Unicode;

namespace MailFront.Authentication.Mechanisms.Scram;

/// <summary>
/// The part of SASLprep (RFC 4013) that needs no Unicode tables: other spaces become a space (§2.1), characters "commonly mapped to nothing"
/// go. The runtime is built without ICU, so NFKC is not applied: a client that sends a composed password as it was typed, as all do, agrees.
/// </summary>
internal static class ScramPassword
{
    /// <summary>The prepared password; unchanged when it is ASCII or no UTF-8.</summary>
    public static ReadOnlySpan<byte> Prepare(ReadOnlySpan<byte> password)
    {
        if (Ascii.IsValid(password) || !Utf8.IsValid(password))
        {
            return password;
        }

        var prepared = new StringBuilder(password.Length);
        foreach (var character in Encoding.UTF8.GetString(password))
        {
            if (!IsMappedToNothing(character))
            {
                prepared.Append(IsOtherSpace(character) ? ' ' : character);
            }
        }

        return Encoding.UTF8.GetBytes(prepared.ToString());
    }

    // RFC 3454 table C.1.2.
    private static bool IsOtherSpace(char character) => character is '\u00A0' or '\u1680' or (>= '\u2000' and <= '\u200A') or '\u202F' or '\u205F' or '\u3000';

    // RFC 3454 table B.1; U+200B stands in both tables, and RFC 4013 names mapping to nothing second.
    private static bool IsMappedToNothing(char character) =>
        character is '\u00AD' or '\u034F' or '\u1806' or (>= '\u180B' and <= '\u180D') or (>= '\u200B' and <= '\u200D') or '\u2060'
            or (>= '\uFE00' and <= '\uFE0F') or '\uFEFF';
}
