namespace MailFront.Protocol.Ldap;

/// <summary>
/// Finds where an LDAP message ends, from its BER header alone: nothing is allocated, and a message that claims to be too long is
/// refused before its body has come. Pure.
/// </summary>
public static class LdapFramer
{
    private const byte Sequence = 0x30;
    private const byte LongForm = 0x80;

    // Servers may write lengths with leading zeros (Active Directory always takes four octets).
    private const int MostLengthOctets = 4;

    /// <summary>Looks at what has arrived.</summary>
    /// <param name="unread">All that is not yet consumed.</param>
    /// <param name="limit">Longest message, header included.</param>
    public static LdapFrame Find(ReadOnlySpan<byte> unread, int limit)
    {
        if (unread.IsEmpty)
        {
            return new LdapFrame(LdapFrameStatus.Incomplete);
        }

        if (unread[0] != Sequence)
        {
            return new LdapFrame(LdapFrameStatus.Malformed);
        }

        if (unread.Length == 1)
        {
            return new LdapFrame(LdapFrameStatus.Incomplete);
        }

        int lengthOctets = unread[1] < LongForm ? 0 : unread[1] - LongForm;
        if (unread[1] == LongForm || lengthOctets > MostLengthOctets)
        {
            return new LdapFrame(LdapFrameStatus.Malformed);
        }

        int header = 2 + lengthOctets;
        if (unread.Length < header)
        {
            return new LdapFrame(LdapFrameStatus.Incomplete);
        }

        long body = lengthOctets == 0 ? unread[1] : 0;
        foreach (byte octet in unread[2..header])
        {
            body = (body << 8) | octet;
        }

        if (header + body > limit)
        {
            return new LdapFrame(LdapFrameStatus.TooLong);
        }

        int length = header + (int)body;
        return unread.Length < length ? new LdapFrame(LdapFrameStatus.Incomplete) : new LdapFrame(LdapFrameStatus.Complete, length);
    }
}
