using MailFront.Defence.Login;
using MailFront.Protocol;
using MailFront.Sessions;

namespace MailFront.SessionTests.Login;

/// <summary>Mechanisms that have to ask somebody before the login is complete.</summary>
public sealed class SlowMechanismTests
{
    private static readonly string _slow = "a AUTHENTICATE XOAUTH2 " + MechanismBench.Base64("user=jo\u0001auth=Bearer slow\u0001\u0001") + "\r\n";

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_client_that_leaves_while_its_token_is_looked_up_is_let_go_of(bool isReset)
    {
        var tokens = new MechanismBench.GoodToken();
        await using var bench = MechanismBench.Of(MailProtocol.Imap, tokens);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync(_slow);
        await SessionBench.WaitUntilAsync(() => tokens.Asked.Count == 1);

        if (isReset)
        {
            client.Channel.Abort();
        }

        await client.Channel.CloseAsync();
        await bench.WhenClosedAsync();

        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.ClientLeft));
        Assert.Equal(1, bench.Rooms.Logins.Of(MailProtocol.Imap, LoginEnd.Abandoned));
        Assert.Equal(0, bench.Wheel.Count);
    }

    [Fact]
    public async Task What_a_client_sends_ahead_of_the_answer_is_kept_and_the_time_is_told()
    {
        var tokens = new MechanismBench.GoodToken();
        await using var bench = MechanismBench.Of(MailProtocol.Imap, tokens);
        bench.AddBackend(MechanismBench.Imap.Replace("-- hang", "C: b NOOP\nS: b OK done\n-- hang", StringComparison.Ordinal));
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.SendAsync(_slow);
        await SessionBench.WaitUntilAsync(() => tokens.Asked.Count == 1);

        await client.SendAsync("b NOOP\r\n");
        bench.Time.Advance(TimeSpan.FromSeconds(2.5));
        tokens.Gate.SetResult();

        Assert.StartsWith("a OK", await client.ReadUntilAsync("a "));
        Assert.Equal("b OK done", await client.ReadUntilAsync("b "));
        Assert.Contains(bench.Log.Lines, line => line.Contains("jo took=<2.500> sasl=<2.500> password=<0.000>", StringComparison.Ordinal));
        await client.Channel.CloseAsync();
    }

    [Fact]
    public async Task A_user_who_has_logged_in_from_there_is_looked_up_as_known()
    {
        var tokens = new MechanismBench.GoodToken();
        await using var bench = MechanismBench.Of(MailProtocol.Imap, tokens);
        for (var i = 0; i < 2; i++)
        {
            bench.AddBackend(MechanismBench.Imap);
            var client = await bench.ConnectAndReadGreetingAsync();
            await client.SendAsync(_slow.Replace(
                MechanismBench.Base64("user=jo\u0001auth=Bearer slow\u0001\u0001"),
                MechanismBench.Base64("user=jo\u0001auth=Bearer good\u0001\u0001"),
                StringComparison.Ordinal));
            Assert.StartsWith("a OK", await client.ReadUntilAsync("a "));
            await client.Channel.CloseAsync();
        }

        Assert.Equal([LoginClass.New, LoginClass.Known], tokens.Asked);
    }
}
