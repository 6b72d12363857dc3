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
        [CloseReason.Full] = "Too many connections, try again later",
    };

    [Theory]
    [InlineData(MailProtocol.Imap, "* BYE [UNAVAILABLE] ")]
    [InlineData(MailProtocol.Pop3, "-ERR [SYS/TEMP] ")]
    public void Each_reason_has_its_line_or_none(MailProtocol protocol, string start)
    {
        foreach (var reason in Enum.GetValues<CloseReason>())
        {
            var expected = _spoken.TryGetValue(reason, out var text) ? $"{start}{text}\r\n" : string.Empty;

            Assert.Equal((reason, expected), (reason, Encoding.ASCII.GetString(LastWords.Of(protocol, reason))));
        }
    }
}
