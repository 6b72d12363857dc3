using MailFront.EndToEndTests.Product;
using MailFront.EndToEndTests.Servers;

namespace MailFront.EndToEndTests.Clients;

[Collection(DovecotSessions.Name)]
public sealed class CurlTests(DovecotFront fixture)
{
    private const int AuthenticationFailed = 67;

    [Theory]
    [InlineData("imap", "/INBOX;MAILINDEX=13")]
    [InlineData("imaps", "/INBOX;MAILINDEX=13")]
    [InlineData("pop3", "/13")]
    [InlineData("pop3s", "/13")]
    public async Task Curl_fetches_a_large_message_as_the_backend_has_it(string scheme, string path)
    {
        var direct = scheme.StartsWith("imap", StringComparison.Ordinal) ? fixture.Pair.Mail1.Imap : fixture.Pair.Mail1.Pop3;

        var through = (await CurlAsync($"{scheme}://{fixture.Front[scheme]}{path}", DovecotPair.Alice)).Succeeded();

        Assert.Equal((await CurlAsync($"{scheme.TrimEnd('s')}://{direct}{path}", DovecotPair.Alice)).Succeeded().Output, through.Output);
        Assert.Contains("Subject: large attachment", through.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("imap")]
    [InlineData("pop3")]
    public async Task Curl_upgrades_by_starttls(string scheme)
    {
        (await CurlAsync($"{scheme}://{fixture.Front[scheme]}/", DovecotPair.Alice, "--ssl-reqd")).Succeeded();
    }

    [Theory]
    [InlineData("imap")]
    [InlineData("pop3")]
    public async Task Curl_reports_a_wrong_password(string scheme)
    {
        var result = await CurlAsync($"{scheme}://{fixture.Front[scheme]}/", new TestUser("alice", "canary-wrong"));

        Assert.Equal(AuthenticationFailed, result.ExitCode);
    }

    private static Task<ProgramResult> CurlAsync(string url, TestUser user, params string[] more) =>
        RunningProgram.RunAsync("curl", ["--silent", "--show-error", "--insecure", "--max-time", "30", "--user", user.NameAndPassword, .. more, url]);
}
