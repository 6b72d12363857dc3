using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Tls;

[Collection(OwnProcess.Name)]
public sealed class SessionResumptionTests(DovecotPair pair)
{
    /// <summary>As CVE-2025-23419 was: a session of one host must not open another one, whose client certificates or names differ.</summary>
    [Theory]
    [InlineData("-tls1_2")]
    [InlineData("-tls1_3")]
    public async Task A_ticket_of_one_name_opens_no_session_of_another(string version)
    {
        using var state = new StateFolder("tickets");
        var second = new FrontFiles("", "", "", state.File("second.pem"), state.File("second.key"));
        second.WriteCertificate("second.test");
        await using var front = await MailFrontProcess.StartAsync(
            FrontConfiguration.ForDovecot(pair).Option("mailfront_tls_sni_second", $"{second.CertificateFile},{second.KeyFile}"));
        var ticket = state.File("ticket");

        var first = await OpenSslClient.VisitAsync(front.Imaps, version, "front.test", "-sess_out", ticket);
        var again = await OpenSslClient.VisitAsync(front.Imaps, version, "front.test", "-sess_in", ticket);
        var elsewhere = await OpenSslClient.VisitAsync(front.Imaps, version, "second.test", "-sess_in", ticket);

        Assert.Equal(("front.test", false), first);
        Assert.Equal(("front.test", true), again);
        Assert.Equal(("second.test", false), elsewhere);
    }
}
