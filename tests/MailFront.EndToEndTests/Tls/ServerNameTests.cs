using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Tls;

[Collection(OwnProcess.Name)]
public sealed class ServerNameTests(DovecotPair pair)
{
    [Fact]
    public async Task The_certificate_follows_the_name_the_client_asks_for()
    {
        using var second = new StateFolder("sni");
        var certificate = new FrontFiles("", "", "", second.File("second.pem"), second.File("second.key"));
        certificate.WriteCertificate("second.test");
        await using var front = await MailFrontProcess.StartAsync(
            FrontConfiguration.ForDovecot(pair).Option("mailfront_tls_sni_second", $"{certificate.CertificateFile},{certificate.KeyFile}"));

        var usual = await HashAsync(front, "front.test");
        var named = await HashAsync(front, "second.test");
        var unknown = await HashAsync(front, "third.test");

        Assert.NotEqual(usual, named);
        Assert.Equal(usual, unknown);
    }

    private static async Task<string> HashAsync(MailFrontProcess front, string name)
    {
        await using var client = await LineClient.ConnectAsync(front.Imaps);
        return await client.SecureAsync(name);
    }
}
