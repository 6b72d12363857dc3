using MailFront.Protocol;
using MailFront.Sessions;
using MailFront.SessionTests.Transport;
using MailFront.Transport.Tls;

namespace MailFront.SessionTests.Login;

public sealed class TlsDialogueTests
{
    [Theory]
    [InlineData(MailProtocol.Imap, "a STARTTLS\r\n", "a OK Begin TLS negotiation now", "b CAPABILITY", "b ", "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=LOGIN\nb OK Completed")]
    [InlineData(MailProtocol.Pop3, "STLS\r\n", "+OK Begin TLS negotiation now", "STLS", "-ERR", "-ERR TLS already active")]
    public async Task After_the_handshake_passwords_are_offered_and_tls_is_not_a_second_time(
        MailProtocol protocol, string begin, string goAhead, string next, string until, string expected)
    {
        await using var bench = Bench(protocol);
        var client = bench.Connect();
        Assert.Contains(protocol == MailProtocol.Imap ? "STARTTLS LOGINDISABLED]" : "+OK", await client.ReadLineAsync());

        await client.SendAsync(begin);
        Assert.Equal(goAhead, await client.ReadLineAsync());
        var outcome = await client.StartTlsAsync(TlsScene.ClientPolicy);

        Assert.Equal(TlsUpgradeStatus.Secured, outcome.Status);
        Assert.Equal(expected, await client.AskAsync(next, until));
        Assert.Contains(bench.Log.Lines, line => line.Contains("starttls: TLSv1.3 with cipher ", StringComparison.Ordinal));
        await client.Channel.CloseAsync();
    }

    [Theory]
    [InlineData(MailProtocol.Imap, "a STARTTLS\r\nb LOGOUT\r\n", "* BYE Plaintext behind STARTTLS")]
    [InlineData(MailProtocol.Pop3, "STLS\r\nQUIT\r\n", "-ERR Plaintext behind STLS")]
    public async Task Commands_injected_behind_starttls_are_never_executed_however_the_bytes_arrive(MailProtocol protocol, string spoken, string refusal)
    {
        var lineEnd = spoken.IndexOf('\n', StringComparison.Ordinal) + 1;
        for (var cut = 0; cut < spoken.Length; cut++)
        {
            await using var bench = Bench(protocol);
            var client = await bench.ConnectAndReadGreetingAsync();

            await client.SendAsync(spoken[..cut]);
            await Task.WhenAny(client.WhenServerWaits, bench.WhenClosedAsync());
            await client.SendAsync(spoken[cut..]);
            var said = await client.ReadToEndAsync();
            await bench.WhenClosedAsync();

            // A cut right behind the line lets the server begin TLS, which the plaintext then breaks.
            var expected = cut == lineEnd ? CloseReason.HandshakeFailed : CloseReason.PlaintextAfterStartTls;
            Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(expected));
            Assert.True(cut == lineEnd || said == refusal, $"cut at {cut}: {said}");
            Assert.DoesNotContain("LOGOUT", said);
        }
    }

    [Fact]
    public async Task What_was_said_before_tls_is_forgotten()
    {
        await using var bench = Bench(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.AskAsync("a ID NIL", "a ");
        await client.AskAsync("b STARTTLS", "b ");
        await client.StartTlsAsync(TlsScene.ClientPolicy);

        Assert.StartsWith("* ID (", await client.AskAsync("c ID NIL", "c "));
        await client.Channel.CloseAsync();
    }

    [Fact]
    public async Task Implicit_tls_greets_after_the_handshake()
    {
        await using var bench = new SessionBench(MailProtocol.Imap, settings => settings with { ImplicitTls = true, Tls = TlsScene.Contexts });
        var client = bench.Connect();

        await client.StartTlsAsync(TlsScene.ClientPolicy);

        Assert.StartsWith("* OK [CAPABILITY", await client.ReadLineAsync());
        await client.Channel.CloseAsync();
    }

    private static SessionBench Bench(MailProtocol protocol) => new(
        protocol, settings => settings with { Tls = TlsScene.Contexts, Login = settings.Login with { AllowPlaintext = false } });
}
