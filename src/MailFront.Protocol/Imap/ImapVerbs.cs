using System.Text;

namespace MailFront.Protocol.Imap;

/// <summary>Names of the commands.</summary>
internal static class ImapVerbs
{
    private static readonly (byte[] Name, ImapVerb Verb)[] _beforeLogin =
    [
        ("LOGIN"u8.ToArray(), ImapVerb.Login),
        ("AUTHENTICATE"u8.ToArray(), ImapVerb.Authenticate),
        ("CAPABILITY"u8.ToArray(), ImapVerb.Capability),
        ("STARTTLS"u8.ToArray(), ImapVerb.StartTls),
        ("ID"u8.ToArray(), ImapVerb.Id),
        ("NOOP"u8.ToArray(), ImapVerb.Noop),
        ("LOGOUT"u8.ToArray(), ImapVerb.Logout),
    ];

    private static readonly byte[][] _afterLogin =
    [
        .. ("APPEND CHECK CLOSE COPY CREATE DELETE ENABLE EXAMINE EXPUNGE FETCH IDLE LIST LSUB MOVE NAMESPACE RENAME "
            + "SEARCH SELECT SORT STATUS STORE SUBSCRIBE THREAD UID UNSELECT UNSUBSCRIBE").Split(' ').Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>Finds a command by its name, in any case.</summary>
    public static ImapVerb Find(ReadOnlySpan<byte> name)
    {
        foreach ((byte[] known, ImapVerb verb) in _beforeLogin)
        {
            if (Ascii.EqualsIgnoreCase(name, known))
            {
                return verb;
            }
        }

        foreach (byte[] known in _afterLogin)
        {
            if (Ascii.EqualsIgnoreCase(name, known))
            {
                return ImapVerb.AfterLogin;
            }
        }

        return ImapVerb.Unknown;
    }
}
