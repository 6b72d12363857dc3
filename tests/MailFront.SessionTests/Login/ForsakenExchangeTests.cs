using MailFront.Authentication;
using MailFront.Protocol;
using MailFront.Sessions;

namespace MailFront.SessionTests.Login;

/// <summary>Exchanges that the client leaves in the middle, and what policy servers hear of mechanisms without a password.</summary>
public sealed class ForsakenExchangeTests
{
    private const string Bare = "n=jo,r=rOprNGfwEbeRWgbNEkqO";

    [Theory]
    [InlineData(false, true, "before the proof")]
    [InlineData(true, true, "after the right proof")]
    [InlineData(true, false, "after the right proof")]
    public async Task Scram_that_is_left_after_a_name_was_given_is_counted_and_logged(bool isProven, bool hangsUp, string stage)
    {
        await using var bench = MechanismBench.Of(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();
        var first = MechanismBench.Text(await client.AskAsync($"a AUTHENTICATE SCRAM-SHA-256 {MechanismBench.Base64("n,," + Bare)}", "+"));
        if (isProven)
        {
            await client.AskAsync(MechanismBench.Base64(MechanismBench.ScramFinal(Bare, first, "secret")), "+");
        }

        if (hangsUp)
        {
            await client.Channel.CloseAsync();
            await bench.WhenClosedAsync();
        }
        else
        {
            Assert.StartsWith("a BAD", await client.AskAsync("*", "a "));
        }

        Assert.Single(bench.Log.Lines, line => line.Contains(
            $"login abandoned by the client: [198.51.100.7] jo SCRAM-SHA-256 {stage} SESSIONID=<", StringComparison.Ordinal));
        Assert.Equal(1, bench.Rooms.Logins.Of(MailProtocol.Imap, LoginEnd.Abandoned));
        await client.Channel.CloseAsync();
    }

    [Fact]
    public async Task A_bad_token_counts_also_when_the_client_does_not_wait_for_the_end()
    {
        await using var bench = MechanismBench.Of(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.AskAsync($"a AUTHENTICATE XOAUTH2 {MechanismBench.Base64("user=jo\u0001auth=Bearer bad\u0001\u0001")}", "+");

        await client.Channel.CloseAsync();
        await bench.WhenClosedAsync();

        Assert.Single(bench.Log.Lines, line => line.Contains("badlogin: [198.51.100.7] XOAUTH2 (jo)", StringComparison.Ordinal));
        Assert.Equal(1, bench.Rooms.Logins.Of(MailProtocol.Imap, LoginEnd.WrongCredentials));
        Assert.Equal(("jo", "XOAUTH2", null, AuthenticationStatus.WrongCredentials), Assert.Single(bench.Policy.Reports));
    }

    [Fact]
    public async Task Policy_servers_are_asked_and_told_of_other_mechanisms_and_of_the_device()
    {
        await using var bench = MechanismBench.Of(MailProtocol.Imap);
        bench.AddBackend(MechanismBench.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.AskAsync("i ID (\"name\" \"Mutt\")", "i ");

        var answer = await client.AskAsync($"a AUTHENTICATE XOAUTH2 {MechanismBench.Base64("user=jo\u0001auth=Bearer good\u0001\u0001")}", "a ");

        Assert.StartsWith("a OK", answer);
        Assert.Equal(1, bench.Policy.Asked);
        Assert.Equal(("jo", "XOAUTH2", "\"name\" \"Mutt\"", AuthenticationStatus.Accepted), Assert.Single(bench.Policy.Reports));
        await client.Channel.CloseAsync();
    }

    [Fact]
    public async Task The_device_goes_along_with_a_password_too()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.AskAsync("i ID (\"name\" \"Mutt\")", "i ");
        await client.SendAsync("a LOGIN jo wrong\r\n");
        await bench.WhenParkedAsync();

        Assert.Equal(("jo", "plaintext", "\"name\" \"Mutt\"", AuthenticationStatus.WrongCredentials), Assert.Single(bench.Policy.Reports));
        await client.Channel.CloseAsync();
    }
}
