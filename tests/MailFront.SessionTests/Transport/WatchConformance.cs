using System.Text;
using MailFront.Transport;
using MailFront.Transport.Managed;
using MailFront.Transport.Tls;

namespace MailFront.SessionTests.Transport;

/// <summary>What watching a peer promises while something else is awaited for it, over every wire and engine, plain and secured.</summary>
public abstract class WatchConformance<TWire>
    where TWire : IWire, new()
{
    private const int Limit = ChannelSteps.Limit;

    [Theory]
    [InlineData(false, Leaving.Close)]
    [InlineData(false, Leaving.HalfClose)]
    [InlineData(false, Leaving.Reset)]
    [InlineData(true, Leaving.Close)]
    [InlineData(true, Leaving.HalfClose)]
    [InlineData(true, Leaving.Reset)]
    public async Task A_peer_that_leaves_ends_the_watch(bool isSecure, Leaving leaving)
    {
        var (client, server) = await ConnectAsync(isSecure);
        var watching = server.WatchAsync(Limit).Soon();

        await LeaveAsync(client, leaving);

        Assert.Equal(WatchEnd.PeerLeft, await watching);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_peer_that_has_left_already_ends_the_watch(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        await client.SendAsync("b NOOP\r\n");
        await client.CloseAsync().Soon();

        Assert.Equal(WatchEnd.PeerLeft, await server.WatchAsync(Limit).Soon());
        Assert.Equal("b NOOP\r\n", Encoding.ASCII.GetString(server.Unread.Span));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Bytes_sent_ahead_are_no_leaving_and_stay_for_later(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        var watching = server.WatchAsync(Limit).Soon();

        for (var i = 0; i < 5; i++)
        {
            await client.SendAsync($"b{i} NOOP\r\n");
        }

        Assert.False(watching.IsCompleted);
        server.EndWatch();
        Assert.Equal(WatchEnd.Ended, await watching);
        await server.ExpectAsync("b0 NOOP\r\nb1 NOOP\r\nb2 NOOP\r\nb3 NOOP\r\nb4 NOOP\r\n");
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Bytes_sent_ahead_do_not_hide_the_leaving(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        var watching = server.WatchAsync(Limit).Soon();

        await client.SendAsync("b NOOP\r\n");
        await client.SendAsync("c NOOP\r\n");
        await client.CloseAsync().Soon();

        Assert.Equal(WatchEnd.PeerLeft, await watching);
        Assert.Equal("b NOOP\r\nc NOOP\r\n", Encoding.ASCII.GetString(server.Unread.Span));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_peer_that_sends_too_far_ahead_is_not_read_further(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        var watching = server.WatchAsync(100).Soon();

        await client.WriteAsync(ChannelSteps.Noise(1000, seed: 7)).Soon();

        Assert.Equal(WatchEnd.Full, await watching);
        Assert.Equal(100, server.Unread.Length);
        while (server.Unread.Length < 1000)
        {
            Assert.Equal(ReadStatus.Data, await server.ReadMoreAsync(1000).Soon());
        }

        Assert.Equal(ChannelSteps.Noise(1000, seed: 7), server.Unread.ToArray());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task After_a_watch_reading_goes_on_and_another_watch_may_come(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        for (var round = 0; round < 3; round++)
        {
            var watching = server.WatchAsync(Limit).Soon();
            server.EndWatch();
            server.EndWatch();
            Assert.Equal(WatchEnd.Ended, await watching);

            await server.SendAsync("a NO\r\n");
            await client.ExpectAsync("a NO\r\n");
            var reading = server.ReadMoreAsync(Limit).Soon();
            await client.SendAsync("again\r\n");
            Assert.Equal(ReadStatus.Data, await reading);
            await server.ExpectAsync("again\r\n");
        }

        var last = server.WatchAsync(Limit).Soon();
        await client.CloseAsync().Soon();
        Assert.Equal(WatchEnd.PeerLeft, await last);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_peer_that_leaves_after_a_watch_is_seen_by_the_next_read(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        var watching = server.WatchAsync(Limit).Soon();
        server.EndWatch();
        await watching;

        await client.CloseAsync().Soon();

        Assert.Equal(ReadStatus.EndOfStream, await server.ReadMoreAsync(Limit).Soon());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task An_interrupt_ends_the_watch_and_a_last_word_still_arrives(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        var watching = server.WatchAsync(Limit).Soon();

        server.Interrupt();

        Assert.Equal(WatchEnd.Interrupted, await watching);
        await server.SendAsync("* BYE\r\n");
        await server.CloseAsync().Soon();
        await client.ExpectAsync("* BYE\r\n");
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task An_abort_ends_the_watch(bool isSecure)
    {
        var (_, server) = await ConnectAsync(isSecure);
        var watching = server.WatchAsync(Limit).Soon();

        server.Abort();

        Assert.Equal(WatchEnd.Interrupted, await watching);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_close_after_a_watch_delivers_what_was_written(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        var watching = server.WatchAsync(Limit).Soon();
        server.EndWatch();
        await watching;

        await server.SendAsync("a NO\r\n* BYE\r\n");
        await server.CloseAsync().Soon();

        var (received, end) = await client.ReadAllAsync();
        Assert.Equal("a NO\r\n* BYE\r\n", Encoding.ASCII.GetString(received));
        Assert.Equal(ReadStatus.EndOfStream, end);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task No_buffer_is_held_while_watching_with_nothing_unread(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        await client.SendAsync("x");
        await server.ExpectAsync("x");

        var watching = server.WatchAsync(Limit).Soon();

        Assert.False(((ManagedChannel)server).HoldsBuffer);
        server.EndWatch();
        await watching;
        Assert.False(((ManagedChannel)server).HoldsBuffer);
    }

    [Fact]
    public async Task A_handshake_may_follow_a_watch()
    {
        var (client, server) = await new TWire().ConnectAsync();
        await client.SendAsync("b STARTTLS\r\n");
        var watching = server.WatchAsync(Limit).Soon();
        server.EndWatch();
        await watching;
        await server.ExpectAsync("b STARTTLS\r\n");
        var serving = server.SecureAsServerAsync(TlsScene.Contexts, EarlyBytes.Refuse).Soon();

        Assert.Equal(TlsUpgradeStatus.Secured, (await client.SecureAsClientAsync(TlsScene.ClientPolicy).Soon()).Status);
        Assert.Equal(TlsUpgradeStatus.Secured, (await serving).Status);
        await client.SendAsync("c NOOP\r\n");
        await server.ExpectAsync("c NOOP\r\n");
    }

    private static async Task LeaveAsync(Channel client, Leaving leaving)
    {
        switch (leaving)
        {
            case Leaving.Close:
                await client.CloseAsync().Soon();
                break;
            case Leaving.HalfClose:
                await client.ShutdownSendAsync().Soon();
                break;
            default:
                client.Abort();
                break;
        }
    }

    private static async Task<(Channel Client, Channel Server)> ConnectAsync(bool isSecure)
    {
        var (client, server) = await new TWire().ConnectAsync();
        if (isSecure)
        {
            var serving = server.SecureAsServerAsync(TlsScene.Contexts, EarlyBytes.Refuse).Soon();
            Assert.Equal(TlsUpgradeStatus.Secured, (await client.SecureAsClientAsync(TlsScene.ClientPolicy).Soon()).Status);
            Assert.Equal(TlsUpgradeStatus.Secured, (await serving).Status);
        }

        return (client, server);
    }
}
