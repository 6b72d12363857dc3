using System.Text;

namespace MailFront.Protocol.Imap;

/// <summary>Questions to a capability list as it stands in a response: words separated by spaces.</summary>
public static class ImapCapabilityList
{
    /// <summary>True when <paramref name="list"/> holds <paramref name="capability"/> as a whole word, in any case.</summary>
    public static bool Contains(ReadOnlySpan<byte> list, ReadOnlySpan<byte> capability)
    {
        foreach (Range word in list.Split((byte)' '))
        {
            if (Ascii.EqualsIgnoreCase(list[word], capability))
            {
                return true;
            }
        }

        return false;
    }
}
