using System.Text;
using MailFront.Protocol;

namespace MailFront.Sessions;

/// <summary>What a client is told when a deadline, a stop or a cap ends its connection (RFC 3501 §7.1.5; RFC 3206).</summary>
internal static class LastWords
{
    private const string NoLoginInTime = "Autologout: no login in time";
    private const string ShuttingDown = "Server is shutting down";
    private const string TooManyCommands = "Too many commands before login";
    private const string Closed = "Connection closed by the administrator";
    private const string Full = "Too many connections, try again later";

    /// <summary>For a client whose idle session has lost its backend, together with many others.</summary>
    public static byte[] BackendGone { get; } = [.. "* BYE [UNAVAILABLE] The mail server is gone, please come back\r\n"u8];

    /// <summary>The line to send, line end included; empty when nothing is said for <paramref name="reason"/>.</summary>
    public static byte[] Of(MailProtocol protocol, CloseReason reason)
    {
        var text = reason switch
        {
            CloseReason.FirstCommandTimeout or CloseReason.CommandTimeout or CloseReason.LoginTimeout or CloseReason.FailedTimeout => NoLoginInTime,
            CloseReason.Shutdown => ShuttingDown,
            CloseReason.TooManyCommands => TooManyCommands,
            CloseReason.Full or CloseReason.Evicted => Full,
            CloseReason.TooSlow => NoLoginInTime,
            CloseReason.Rule or CloseReason.Kicked or CloseReason.Banned => Closed,
            _ => null,
        };
        if (reason == CloseReason.Idle && protocol == MailProtocol.Imap)
        {
            return "* BYE idle for too long\r\n"u8.ToArray();
        }

        if (text is null)
        {
            return [];
        }

        var code = protocol == MailProtocol.Imap ? "* BYE [UNAVAILABLE]" : "-ERR [SYS/TEMP]";
        return Encoding.ASCII.GetBytes($"{code} {text}\r\n");
    }
}
