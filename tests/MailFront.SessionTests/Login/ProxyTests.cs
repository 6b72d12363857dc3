using System.Net;
using MailFront.Protocol;
using MailFront.Sessions;

namespace MailFront.SessionTests.Login;

public sealed class ProxyTests
{
    internal static SessionBench Bench(string trusted = "198.51.100.0/24") => new(
        MailProtocol.Imap, settings => settings with { ExpectsProxyHeader = true, TrustedProxies = [IPNetwork.Parse(trusted)] });

    [Fact]
    public async Task The_client_named_by_a_trusted_balancer_is_the_one_in_the_log()
    {
        await using var bench = Bench();
        var client = bench.Connect();

        await client.SendAsync("PROXY TCP4 203.0.113.5 192.0.2.1 5555 143\r\na LOGIN jo wrong\r\n");
        await bench.WhenParkedAsync();

        Assert.Contains(bench.Log.Lines, line => line.Contains("badlogin: [203.0.113.5] plaintext (jo)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_that_is_not_trusted_is_closed_whatever_it_claims()
    {
        await using var bench = Bench("10.0.0.0/8");
        var client = bench.Connect();

        await client.SendAsync("PROXY TCP4 203.0.113.5 192.0.2.1 5555 143\r\n");

        Assert.Equal(string.Empty, await client.ReadToEndAsync());
        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.UntrustedProxy));
    }

    [Fact]
    public async Task A_missing_header_closes_the_connection()
    {
        await using var bench = Bench();
        var client = bench.Connect();

        await client.SendAsync("a LOGIN jo secret\r\n");

        Assert.Equal(string.Empty, await client.ReadToEndAsync());
        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.ProxyHeaderInvalid));
    }

    [Fact]
    public async Task A_denied_client_behind_a_balancer_is_closed()
    {
        await using var bench = Bench();
        bench.Rooms.Defence.Options = bench.Rooms.Defence.Options with { Deny = [IPNetwork.Parse("203.0.113.0/24")] };
        var client = bench.Connect();

        await client.SendAsync("PROXY TCP4 203.0.113.5 192.0.2.1 5555 143\r\n");

        Assert.Equal(string.Empty, await client.ReadToEndAsync());
        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.Denied));
    }
}
