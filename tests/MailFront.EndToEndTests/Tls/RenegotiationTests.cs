using MailFront.EndToEndTests.Clients;
using MailFront.EndToEndTests.Product;

namespace MailFront.EndToEndTests.Tls;

[Collection(DovecotSessions.Name)]
public sealed class RenegotiationTests(DovecotFront fixture)
{
    /// <summary>Each renegotiation costs the server far more than the client (CVE-2011-1473).</summary>
    [Fact]
    public async Task A_client_that_asks_for_a_renegotiation_gets_the_end_of_its_connection()
    {
        var result = await OpenSslClient.RenegotiateAsync(fixture.Front.Imaps);

        var parts = result.Errors.Split("RENEGOTIATING", 2);
        Assert.Equal(2, parts.Length);
        Assert.Contains("verify return", parts[0], StringComparison.Ordinal);
        Assert.DoesNotContain("verify return", parts[1], StringComparison.Ordinal);
        Assert.NotEqual(0, result.ExitCode);
    }
}
