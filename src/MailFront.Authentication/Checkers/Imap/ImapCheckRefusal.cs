using System.Text;

namespace MailFront.Authentication.Checkers.Imap;

/// <summary>What a tagged NO to a login means, by its response code.</summary>
internal static class ImapCheckRefusal
{
    // RFC 5530 §3, RFC 9051 §7.1; IN-USE and LOGIN-DELAY as some servers borrow them from POP3 (RFC 2449 §8).
    private static readonly string[] _troubles =
        ["UNAVAILABLE", "INUSE", "IN-USE", "LIMIT", "PRIVACYREQUIRED", "SERVERBUG", "CLIENTBUG", "CANNOT", "OVERQUOTA", "LOGIN-DELAY", "SYS/TEMP"];

    /// <summary>
    /// A code of the server's or the connection's own trouble says nothing of the password. Codes of the account (AUTHENTICATIONFAILED,
    /// AUTHORIZATIONFAILED, EXPIRED, CONTACTADMIN), unknown ones and none are a no.
    /// </summary>
    public static CheckOutcome Judge(ReadOnlySpan<byte> code)
    {
        foreach (string trouble in _troubles)
        {
            if (Ascii.EqualsIgnoreCase(code, trouble))
            {
                return new CheckOutcome(CheckVerdict.Unavailable, $"the IMAP server cannot check passwords now ({trouble})");
            }
        }

        return new CheckOutcome(CheckVerdict.Wrong, "the IMAP server says no");
    }
}
