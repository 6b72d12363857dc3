using MailFront.Protocol;
using MailFront.Sessions;

namespace MailFront.SessionTests.Login;

public sealed class Pop3DialogueTests
{
    [Theory]
    [InlineData("CAPA", "+OK List of capabilities follows\nSASL PLAIN LOGIN\nRESP-CODES\nAUTH-RESP-CODE\nUSER\nIMPLEMENTATION MailFront 1.0\n.", ".")]
    [InlineData("AUTH", "+OK List of supported mechanisms follows\nPLAIN\nLOGIN\n.", ".")]
    [InlineData("QUIT", "+OK", "+OK")]
    [InlineData("NOOP", "-ERR Unrecognized command", "-ERR")]
    [InlineData("STAT", "-ERR Unrecognized command", "-ERR")]
    [InlineData("APOP jo c4c9334bac560ecc979e58001b3e22fb", "-ERR Unrecognized command", "-ERR")]
    [InlineData("USER", "-ERR Missing argument", "-ERR")]
    [InlineData("USER a*b", "+OK Name is a valid mailbox", "+OK")]
    [InlineData("USER nobody", "+OK Name is a valid mailbox", "+OK")]
    [InlineData("PASS secret", "-ERR [AUTH] Must give USER command", "-ERR")]
    [InlineData("STLS", "-ERR STLS not available", "-ERR")]
    [InlineData("STLS now", "-ERR Unexpected extra argument", "-ERR")]
    [InlineData("AUTH PLAIN !!!!", "-ERR Invalid SASL response", "-ERR")]
    public async Task A_command_before_login_gets_the_reply_cyrus_gives(string command, string expected, string until)
    {
        await using var bench = new SessionBench(MailProtocol.Pop3);
        var client = await bench.ConnectAndReadGreetingAsync();

        Assert.Equal(expected, await client.AskAsync(command, until));
    }

    [Fact]
    public async Task User_twice_is_refused_until_pass_was_given()
    {
        await using var bench = new SessionBench(MailProtocol.Pop3);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.AskAsync("USER jo", "+OK");

        Assert.Equal("-ERR [AUTH] Must give PASS command", await client.AskAsync("USER jo", "-ERR"));
    }

    [Fact]
    public async Task A_canceled_exchange_leaves_the_connection_usable()
    {
        await using var bench = new SessionBench(MailProtocol.Pop3);
        var client = await bench.ConnectAndReadGreetingAsync();

        Assert.Equal("+ VXNlcm5hbWU6", await client.AskAsync("AUTH LOGIN", "+"));
        Assert.Equal("+ UGFzc3dvcmQ6", await client.AskAsync("am8=", "+"));
        Assert.Equal("-ERR Client canceled authentication", await client.AskAsync("*", "-ERR"));
        Assert.Equal("+OK", await client.AskAsync("QUIT", "+OK"));
    }

    [Fact]
    public async Task Without_tls_and_allowplaintext_no_password_is_taken()
    {
        await using var bench = new SessionBench(MailProtocol.Pop3, settings => settings with { Login = new LoginOptions() });
        var client = await bench.ConnectAndReadGreetingAsync();

        Assert.Equal("-ERR [AUTH] USER command only available under a layer", await client.AskAsync("USER jo", "-ERR"));
        Assert.Equal("-ERR [AUTH] Authenticate only available under a layer", await client.AskAsync("AUTH PLAIN", "-ERR"));
        Assert.DoesNotContain("SASL", await client.AskAsync("CAPA", "."));
    }

    [Fact]
    public async Task Another_protocol_is_closed_after_three_lines()
    {
        await using var bench = new SessionBench(MailProtocol.Pop3);
        var client = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync("GET / HTTP/1.1\r\nHost: x\r\nAccept: y\r\nUSER jo\r\n");
        var said = await client.ReadToEndAsync();

        Assert.Equal("-ERR Unrecognized command\n-ERR Unrecognized command\n-ERR Unrecognized command", said);
        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.NotOurProtocol));
    }

    [Fact]
    public async Task A_line_without_end_is_cut_off()
    {
        await using var bench = new SessionBench(MailProtocol.Pop3);
        var client = await bench.ConnectAndReadGreetingAsync();

        await client.SendAsync("USER " + new string('x', 9000));

        Assert.Equal("-ERR line too long", await client.ReadToEndAsync());
    }
}
