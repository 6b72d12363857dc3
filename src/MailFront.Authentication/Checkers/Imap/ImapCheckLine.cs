using System.Text;
using MailFront.Protocol.Imap;

namespace MailFront.Authentication.Checkers.Imap;

/// <summary>What counts of one response: copied out of the buffer, because reading on takes that away.</summary>
/// <param name="Kind">Untagged, tagged or continuation.</param>
/// <param name="IsOurs">Whether a tagged one answers <see cref="Tag"/>.</param>
/// <param name="Condition">Condition of a status response.</param>
/// <param name="Code">First word of its response code, or empty.</param>
/// <param name="Capabilities">The capabilities it brings, or null.</param>
internal sealed record ImapCheckLine(ImapResponseKind Kind, bool IsOurs, ImapCondition Condition, string Code, byte[]? Capabilities)
{
    /// <summary>The tag of all commands: one at a time is under way.</summary>
    public const string Tag = "M1";

    /// <summary>Copies a framed response; null when it is none.</summary>
    public static ImapCheckLine? Parse(ReadOnlySpan<byte> frame)
    {
        if (!ImapResponseLine.TryParse(frame, out ImapResponseLine line))
        {
            return null;
        }

        byte[]? capabilities = Ascii.EqualsIgnoreCase(line.Name, "CAPABILITY"u8) ? line.Data.ToArray()
            : Ascii.EqualsIgnoreCase(line.Code, "CAPABILITY"u8) ? line.CodeArguments.ToArray()
            : null;
        return new ImapCheckLine(line.Kind, Ascii.Equals(line.Tag, Tag), line.Condition, Encoding.Latin1.GetString(line.Code), capabilities);
    }

    /// <summary>Whether <paramref name="capability"/> is among <see cref="Capabilities"/>.</summary>
    public bool Offers(ReadOnlySpan<byte> capability) => Capabilities is not null && ImapCapabilityList.Contains(Capabilities, capability);
}
