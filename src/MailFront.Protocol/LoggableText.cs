using System.Globalization;
using System.Text;

namespace MailFront.Protocol;

/// <summary>
/// Client text made safe for one log line: at most <see cref="MaxLength"/> characters, on one line, without the brackets,
/// quotes and parentheses that frame the fields of Cyrus' log lines. Never made from a secret.
/// </summary>
public readonly record struct LoggableText
{
    /// <summary>Most characters, the mark of a cut included.</summary>
    public const int MaxLength = 128;

    private const char Cut = '…';
    private const string Framing = "[](){}<>\"\\";

    private readonly string? _text;

    private LoggableText(string text) => _text = text;

    /// <summary>Escapes octets, taken as UTF-8; each octet that is none appears as <c>\xNN</c>.</summary>
    public static LoggableText From(ReadOnlySpan<byte> bytes)
    {
        var output = new StringBuilder();
        while (!bytes.IsEmpty && output.Length <= MaxLength)
        {
            bool isRune = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            if (isRune)
            {
                Append(output, rune);
            }
            else
            {
                AppendOctets(output, bytes[..length]);
            }

            bytes = bytes[length..];
        }

        return new LoggableText(Bounded(output));
    }

    /// <summary>Escapes text; null gives empty text, an unpaired surrogate U+FFFD.</summary>
    public static LoggableText From(string? text)
    {
        var output = new StringBuilder();
        foreach (Rune rune in (text ?? "").EnumerateRunes())
        {
            if (output.Length > MaxLength)
            {
                break;
            }

            Append(output, rune);
        }

        return new LoggableText(Bounded(output));
    }

    /// <summary>The safe text.</summary>
    public override string ToString() => _text ?? "";

    private static void Append(StringBuilder output, Rune rune)
    {
        if (IsHarmless(rune))
        {
            output.Append(rune.ToString());
            return;
        }

        Span<byte> octets = stackalloc byte[4];
        AppendOctets(output, octets[..rune.EncodeToUtf8(octets)]);
    }

    private static bool IsHarmless(Rune rune)
    {
        if (rune.IsAscii)
        {
            return rune.Value >= ' ' && rune.Value != 0x7f && !Framing.Contains((char)rune.Value, StringComparison.Ordinal);
        }

        // Format characters turn the line's direction around or hide in it; foreign separators look like a line end.
        return Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
    }

    private static void AppendOctets(StringBuilder output, ReadOnlySpan<byte> octets)
    {
        foreach (byte octet in octets)
        {
            output.Append(CultureInfo.InvariantCulture, $"\\x{octet:x2}");
        }
    }

    private static string Bounded(StringBuilder output)
    {
        if (output.Length <= MaxLength)
        {
            return output.ToString();
        }

        int keep = char.IsHighSurrogate(output[MaxLength - 2]) ? MaxLength - 2 : MaxLength - 1;
        return output.ToString(0, keep) + Cut;
    }
}
