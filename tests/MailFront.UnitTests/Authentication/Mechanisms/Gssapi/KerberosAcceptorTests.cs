using MailFront.Authentication.Mechanisms.Gssapi;
using MailFront.TestKit.Time;
using MailFront.UnitTests.Authentication.Fakes;

namespace MailFront.UnitTests.Authentication.Mechanisms.Gssapi;

public sealed class KerberosAcceptorTests
{
    [Fact]
    public void Without_a_keytab_it_is_not_ready_and_says_so_until_one_is_there()
    {
        string? trouble = "the keytab /x cannot be read";
        var logger = new RecordingLogger<KerberosAcceptor>();
        using var acceptor = new KerberosAcceptor("MAIL.TEST", () => throw new NotSupportedException(), () => trouble, new ManualTimeProvider(), logger);
        Assert.False(acceptor.IsReady);
        Assert.Contains("GSSAPI is not offered: the keytab /x cannot be read", Assert.Single(logger.Lines));

        trouble = null;
        acceptor.Look();

        Assert.True(acceptor.IsReady);
        Assert.Single(logger.Lines);
    }
}
