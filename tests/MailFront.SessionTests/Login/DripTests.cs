using System.Net;
using MailFront.Defence.Login;
using MailFront.Protocol;
using MailFront.Sessions;
using MailFront.SessionTests.Transport;
using MailFront.Transport.Handshakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.SessionTests.Login;

/// <summary>Clients that send a byte now and then, in each place where bytes are waited for, at rest and under pressure.</summary>
public sealed class DripTests
{
    private const float Flood = 0.92f;
    private static readonly TimeSpan _drip = TimeSpan.FromMilliseconds(500);

    // A look may be due right after a reading, and the wheel turns ten times a second.
    private static readonly TimeSpan _lateness = TimeSpan.FromMilliseconds(250);

    [Theory]
    [InlineData("", "b LOGIN jo secret", 0, 5, CloseReason.TooSlow)]
    [InlineData("", "b LOGIN jo secret", Flood, 3.14, CloseReason.TooSlow)]
    [InlineData("b LOGIN jo {1000}", "secret", 0, 7, CloseReason.TooSlow)]
    [InlineData("b LOGIN jo {1000}", "secret", Flood, 4.14, CloseReason.FirstCommandTimeout)]
    [InlineData("b AUTHENTICATE PLAIN", "AGpvAHNlY3JldA", 0, 5, CloseReason.TooSlow)]
    [InlineData("b AUTHENTICATE PLAIN", "AGpvAHNlY3JldA", Flood, 3.14, CloseReason.TooSlow)]
    public async Task A_drip_of_a_line_a_literal_or_a_response_ends_with_its_budget(
        string begin, string dripped, float pressure, double seconds, CloseReason reason)
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.Rooms.Pressure.Level = pressure;
        var client = await bench.ConnectAndReadGreetingAsync();
        if (begin.Length > 0)
        {
            await client.AskAsync(begin, "+");
        }

        var lasted = await DripAsync(bench, client, dripped);

        Assert.InRange(lasted.TotalSeconds, seconds, seconds + (2 * _drip.TotalSeconds));
        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(reason));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(Flood, 2.2)]
    public async Task A_drip_of_a_ClientHello_ends_with_the_hellos_deadline(float pressure, double seconds)
    {
        await using var bench = new SessionBench(MailProtocol.Imap, settings => settings with { ImplicitTls = true, Tls = TlsScene.Contexts });
        bench.UseGate(new HandshakeGate(1, bench.Time, NullLogger<HandshakeGate>.Instance));
        bench.Rooms.Pressure.Level = pressure;
        var client = bench.Connect();
        await client.SendAsync("\x16\x03\x01\x02");

        var lasted = await DripAsync(bench, client, "\0");

        Assert.InRange(lasted.TotalSeconds, seconds, seconds + (2 * _drip.TotalSeconds));
        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.HandshakeTimeout));
    }

    [Fact]
    public async Task A_proven_place_has_all_of_the_handshakes_time_for_its_hello()
    {
        await using var bench = new SessionBench(MailProtocol.Imap, settings => settings with { ImplicitTls = true, Tls = TlsScene.Contexts });
        bench.UseGate(new HandshakeGate(1, bench.Time, NullLogger<HandshakeGate>.Instance));
        bench.Rooms.Evidence.Observe(new LoginFacts("jo", IPAddress.Parse("198.51.100.9")), LoginResult.Succeeded, bench.Time.GetElapsedTime(0));
        bench.Rooms.Pressure.Level = 1;
        var client = bench.Connect();
        await client.WhenServerWaits;

        bench.Time.Advance(TimeSpan.FromSeconds(9.8));
        Assert.Equal(1, bench.Rooms.Ledger.Count);
        bench.Time.Advance(TimeSpan.FromSeconds(0.4));

        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.HandshakeTimeout));
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(Flood, 4.134)]
    [InlineData(1, 3)]
    public async Task Silence_ends_on_time_at_every_pressure(float pressure, double seconds)
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.Rooms.Pressure.Level = pressure;
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.WhenServerWaits;

        bench.Time.Advance(TimeSpan.FromSeconds(seconds - 0.05));
        Assert.Equal(1, bench.Rooms.Ledger.Count);
        bench.Time.Advance(_lateness);

        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.FirstCommandTimeout));
    }

    [Fact]
    public async Task Pressure_that_rises_later_reaches_who_is_there_already()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.WhenServerWaits;
        bench.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, bench.Rooms.Ledger.Count);

        bench.Rooms.Pressure.Level = Flood;
        bench.Time.Advance(TimeSpan.FromSeconds(0.4));

        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.FirstCommandTimeout));
    }

    [Fact]
    public async Task An_alarm_alone_shortens_the_deadlines_of_who_is_not_proven()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.Rooms.Pressure.IsAlarmed = true;
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.WhenServerWaits;

        bench.Time.Advance(TimeSpan.FromSeconds(8.5));
        Assert.Equal(1, bench.Rooms.Ledger.Count);
        bench.Time.Advance(TimeSpan.FromSeconds(0.5));

        await bench.WhenClosedAsync();
    }

    [Fact]
    public async Task A_place_where_somebody_has_logged_in_keeps_the_full_time()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.Rooms.Evidence.Observe(new LoginFacts("jo", IPAddress.Parse("198.51.100.9")), LoginResult.Succeeded, bench.Time.GetElapsedTime(0));
        bench.Rooms.Pressure.Level = 1;
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.WhenServerWaits;

        bench.Time.Advance(TimeSpan.FromSeconds(19.8));
        Assert.Equal(1, bench.Rooms.Ledger.Count);
        bench.Time.Advance(TimeSpan.FromSeconds(0.4));

        await bench.WhenClosedAsync();
        Assert.Equal(1, bench.Rooms.Ledger.ClosedFor(CloseReason.FirstCommandTimeout));
    }

    [Fact]
    public async Task Who_waits_for_the_verdict_of_his_password_is_not_hurried()
    {
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.Rooms.Pressure.Level = 1;
        var client = await bench.ConnectAndReadGreetingAsync();

        // Another user each time: a second wrong password of the same would be answered later. Eighteen seconds of a checker's time, where fifteen are left for the login of somebody idle.
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            bench.Checker.Gate = new TaskCompletionSource();
            await client.SendAsync($"a LOGIN jo{attempt} wrong\r\n");
            await SessionBench.WaitUntilAsync(() => bench.Checker.Asked.Count == attempt);
            bench.Time.Advance(TimeSpan.FromSeconds(9));
            bench.Checker.Gate.SetResult();

            Assert.StartsWith("a NO [AUTHENTICATIONFAILED]", await client.ReadLineAsync());
            await client.WhenServerWaits;
        }
    }

    [Fact]
    public async Task A_phone_on_a_bad_network_logs_in_at_full_pressure()
    {
        // 64 kbit/s and 150 ms: a segment of 100 bytes each 300 ms, with a retransmission of a second in the middle.
        await using var bench = new SessionBench(MailProtocol.Imap);
        bench.Rooms.Pressure.Level = 1;
        bench.Checker.Gate = new TaskCompletionSource();
        var client = await bench.ConnectAndReadGreetingAsync();
        await client.WhenServerWaits;
        bench.Time.Advance(TimeSpan.FromSeconds(1.2));

        foreach (var (segment, pause) in new[] { ("a LOGIN j", 1.3), ("o sec", 0.3), ("ret\r\n", 0.0) })
        {
            await client.SendAsync(segment);
            await (pause > 0 ? client.WhenServerWaits : Task.CompletedTask);
            bench.Time.Advance(TimeSpan.FromSeconds(pause));
        }

        await SessionBench.WaitUntilAsync(() => bench.Checker.Asked.Count == 1);
    }

    // Sends a byte at a time until the server closes; answers how long it let us.
    private static async Task<TimeSpan> DripAsync(SessionBench bench, ClientEnd client, string text)
    {
        var closed = bench.WhenClosedAsync();
        for (var sent = 0; sent < 200; sent++)
        {
            await Task.WhenAny(client.WhenServerWaits, closed);
            if (bench.Rooms.Ledger.Connections.All(connection => connection.State == Defence.ConnectionState.Closing))
            {
                return sent * _drip;
            }

            await client.SendAsync(text[sent % text.Length].ToString());
            await Task.WhenAny(client.WhenServerWaits, closed);
            bench.Time.Advance(_drip);
            await Task.WhenAny(client.WhenServerWaits, closed);
        }

        return TimeSpan.MaxValue;
    }
}
