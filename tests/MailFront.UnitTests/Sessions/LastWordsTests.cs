using System.Text;
using MailFront.Protocol;
using MailFront.Sessions;

namespace MailFront.UnitTests.Sessions;

public sealed class LastWordsTests
{
    // Reasons for which the client is told something; for all others nothing is said.
    private static readonly Dictionary<CloseReason, string> _spoken = new()
    {
        [CloseReason.FirstCommandTimeout] = "Autologout: no login in time",
        [CloseReason.CommandTimeout] = "Autologout: no login in time",
        [CloseReason.LoginTimeout] = "Autologout: no login in time",
        [CloseReason.FailedTimeout] = "Autologout: no login in time",
        [CloseReason.Shutdown] = "Server is shutting down",
        [CloseReason.TooManyCommands] = "Too many commands before login",
        [CloseReason.Full] = "Too many connections, try again later",
        [CloseReason.Evicted] = "Too many connections, try again later",
        [CloseReason.TooSlow] = "Autologout: no login in time",
        [CloseReason.Rule] = "Connection closed by the administrator",
        [CloseReason.Kicked] = "Connection closed by the administrator",
        [CloseReason.Banned] = "Connection closed by the administrator",
    };

    [Theory]
    [InlineData(MailProtocol.Imap, "* BYE [UNAVAILABLE] ")]
    [InlineData(MailProtocol.Pop3, "-ERR [SYS/TEMP] ")]
    public void Each_reason_has_its_line_or_none(MailProtocol protocol, string start)
    {
        foreach (var reason in Enum.GetValues<CloseReason>().Except([CloseReason.Idle]))
        {
            var expected = _spoken.TryGetValue(reason, out var text) ? $"{start}{text}\r\n" : string.Empty;

            Assert.Equal((reason, expected), (reason, Encoding.ASCII.GetString(LastWords.Of(protocol, reason))));
        }
    }

    [Fact]
    public void An_idle_imap_client_is_told_as_cyrus_tells_it_and_a_pop3_client_is_not()
    {
        Assert.Equal("* BYE idle for too long\r\n", Encoding.ASCII.GetString(LastWords.Of(MailProtocol.Imap, CloseReason.Idle)));
        Assert.Empty(LastWords.Of(MailProtocol.Pop3, CloseReason.Idle));
    }
}
