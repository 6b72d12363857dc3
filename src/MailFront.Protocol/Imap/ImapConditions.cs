using System.Text;

namespace MailFront.Protocol.Imap;

/// <summary>Wire names of <see cref="ImapCondition"/>.</summary>
internal static class ImapConditions
{
    /// <summary>The word on the wire.</summary>
    public static ReadOnlySpan<byte> Name(ImapCondition condition) => condition switch
    {
        ImapCondition.Ok => "OK"u8,
        ImapCondition.No => "NO"u8,
        ImapCondition.Bad => "BAD"u8,
        ImapCondition.Bye => "BYE"u8,
        ImapCondition.Preauth => "PREAUTH"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    /// <summary>Finds a condition by its word, in any case.</summary>
    public static ImapCondition Find(ReadOnlySpan<byte> word)
    {
        for (ImapCondition condition = ImapCondition.Ok; condition <= ImapCondition.Preauth; condition++)
        {
            if (Ascii.EqualsIgnoreCase(word, Name(condition)))
            {
                return condition;
            }
        }

        return ImapCondition.None;
    }
}
