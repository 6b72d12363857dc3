using System.Text;
using MailFront.Transport;
using MailFront.Transport.Managed;
using MailFront.Transport.Tls;

namespace MailFront.SessionTests.Transport;

/// <summary>What every channel promises, over every wire and engine, plain and secured.</summary>
public abstract class ChannelConformance<TWire>
    where TWire : IWire, new()
{
    private const int Limit = ChannelSteps.Limit;

    // More than the kernel's largest socket buffers on both ends together.
    private const int MoreThanBuffersHold = 24 * 1024 * 1024;

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_one_side_writes_the_other_reads(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);

        await client.SendAsync("a CAPABILITY\r\n");
        await server.ExpectAsync("a CAPABILITY\r\n");
        await server.SendAsync("a OK\r\n");
        await client.ExpectAsync("a OK\r\n");
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Unread_never_exceeds_the_limit(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        var sent = ChannelSteps.Noise(1000, seed: 1);
        await client.WriteAsync(sent).Soon();
        var received = new List<byte>();

        while (received.Count < sent.Length)
        {
            while (await server.ReadMoreAsync(37).Soon() == ReadStatus.Data)
            {
                Assert.InRange(server.Unread.Length, 1, 37);
                if (received.Count + server.Unread.Length == sent.Length)
                {
                    break;
                }
            }

            received.AddRange(server.Unread.Span);
            server.Consume(server.Unread.Length);
        }

        Assert.Equal(sent, received);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task At_the_limit_the_answer_is_full_and_nothing_is_read(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        await client.SendAsync("0123456789");
        while (server.Unread.Length < 4)
        {
            await server.ReadMoreAsync(4).Soon();
        }

        Assert.Equal(ReadStatus.Full, await server.ReadMoreAsync(4).Soon());
        Assert.Equal("0123", Encoding.ASCII.GetString(server.Unread.Span));
        await server.ExpectAsync("0123456789");
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Unread_stays_contiguous_while_it_grows(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        var sent = ChannelSteps.Noise(5000, seed: 2);

        for (var at = 0; at < sent.Length; at += 100)
        {
            await client.WriteAsync(sent.AsMemory(at, 100)).Soon();
            while (server.Unread.Length < at + 100)
            {
                await server.ReadMoreAsync(Limit).Soon();
            }
        }

        Assert.Equal(sent, server.Unread.ToArray());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_partly_consumed_buffer_takes_more_bytes(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        var sent = ChannelSteps.Noise(20_000, seed: 3);
        var received = new List<byte>();
        var random = new Random(4);
        var writing = client.WriteAsync(sent).Soon();

        while (received.Count < sent.Length)
        {
            if (server.Unread.Length < Math.Min(600, sent.Length - received.Count))
            {
                Assert.Equal(ReadStatus.Data, await server.ReadMoreAsync(700).Soon());
            }

            var some = random.Next(1, server.Unread.Length + 1);
            received.AddRange(server.Unread.Span[..some]);
            server.Consume(some);
        }

        Assert.True(await writing);
        Assert.Equal(sent, received);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task No_buffer_is_held_while_waiting_with_nothing_unread(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        await client.SendAsync("x");
        await server.ExpectAsync("x");

        var waiting = server.ReadMoreAsync(Limit).Soon();

        AssertHoldsNothing(server);
        await client.SendAsync("y");
        Assert.Equal(ReadStatus.Data, await waiting);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_write_waits_until_the_reader_takes_the_bytes(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        var sent = ChannelSteps.Noise(MoreThanBuffersHold, seed: 5);

        var writing = client.WriteAsync(sent).AsTask();
        await server.ReadMoreAsync(1).Soon();
        Assert.False(writing.IsCompleted);
        var reading = server.ReadAllAsync(64 * 1024);
        Assert.True(await writing.Soon());
        await client.CloseAsync().Soon();

        var (received, end) = await reading;
        Assert.Equal(ReadStatus.EndOfStream, end);
        Assert.True(sent.AsSpan().SequenceEqual(received));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task An_interrupt_ends_the_pending_wait_and_a_last_word_still_arrives(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        var waiting = server.ReadMoreAsync(Limit).Soon();
        Assert.False(waiting.IsCompleted);

        server.Interrupt();

        Assert.Equal(ReadStatus.Interrupted, await waiting);
        Assert.Equal(ReadStatus.Interrupted, await server.ReadMoreAsync(Limit).Soon());
        await server.SendAsync("* BYE Too slow\r\n");
        await server.CloseAsync().Soon();
        var (received, end) = await client.ReadAllAsync();
        Assert.Equal("* BYE Too slow\r\n", Encoding.ASCII.GetString(received));
        Assert.Equal(ReadStatus.EndOfStream, end);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task An_interrupt_before_the_wait_ends_it_at_once(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        await client.SendAsync("bytes that are there");

        server.Interrupt();
        server.Interrupt();

        Assert.Equal(ReadStatus.Interrupted, await server.ReadMoreAsync(Limit).Soon());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task An_abort_from_another_thread_ends_the_pending_wait_as_broken(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        var waiting = server.ReadMoreAsync(Limit).Soon();

        await Task.Run(server.Abort);
        server.Abort();

        Assert.Equal(ReadStatus.Broken, await waiting);
        Assert.Equal(ReadStatus.Broken, await server.ReadMoreAsync(Limit).Soon());
        Assert.False(await server.WriteAsync("x"u8.ToArray()).Soon());
        Assert.NotEqual(ReadStatus.Data, await client.ReadMoreAsync(Limit).Soon());
        await server.CloseAsync().Soon();
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task An_abort_ends_a_write_that_waits_for_its_reader(bool isSecure)
    {
        var (_, server) = await ConnectAsync(isSecure);
        var writing = server.WriteAsync(new byte[MoreThanBuffersHold]).AsTask();

        server.Abort();

        Assert.False(await writing.Soon());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Writing_to_a_peer_that_aborted_fails_without_an_exception(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);

        client.Abort();
        Assert.NotEqual(ReadStatus.Data, await server.ReadMoreAsync(Limit).Soon());

        Assert.False(await server.WriteAsync(new byte[MoreThanBuffersHold]).Soon());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task After_a_half_close_the_other_direction_still_works(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);

        await client.SendAsync("last");
        await client.ShutdownSendAsync().Soon();

        await server.ExpectAsync("last");
        Assert.Equal(ReadStatus.EndOfStream, await server.ReadMoreAsync(Limit).Soon());
        await server.SendAsync("answer");
        await client.ExpectAsync("answer");
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_close_delivers_what_was_written(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        var sent = ChannelSteps.Noise(300_000, seed: 6);
        var reading = client.ReadAllAsync();

        Assert.True(await server.WriteAsync(sent).Soon());
        await server.CloseAsync().Soon();
        await server.CloseAsync().Soon();

        var (received, end) = await reading;
        Assert.Equal(sent, received);
        Assert.Equal(ReadStatus.EndOfStream, end);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_close_delivers_the_last_word_although_input_is_left_unread(bool isSecure)
    {
        var (client, server) = await ConnectAsync(isSecure);
        await client.SendAsync(new string('x', 3000));
        await server.ReadMoreAsync(10).Soon();

        await server.SendAsync("* BYE\r\n");
        await server.CloseAsync().Soon();

        var (received, end) = await client.ReadAllAsync();
        Assert.Equal("* BYE\r\n", Encoding.ASCII.GetString(received));
        Assert.Equal(ReadStatus.EndOfStream, end);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_close_does_not_wait_for_a_peer_that_does_not_read(bool isSecure)
    {
        var (_, server) = await ConnectAsync(isSecure);
        var writing = server.WriteAsync(new byte[MoreThanBuffersHold]).AsTask();

        await server.CloseAsync().Soon();

        Assert.False(await writing.Soon());
    }

    [Fact]
    public async Task Consumed_bytes_are_wiped()
    {
        var (client, server) = await ConnectAsync(isSecure: false);
        await client.SendAsync("a LOGIN u secret\r\nb NOOP\r\n");
        while (server.Unread.Length < 26)
        {
            await server.ReadMoreAsync(Limit).Soon();
        }

        var before = server.Unread;
        server.Consume(18);

        Assert.All(before[..18].ToArray(), wiped => Assert.Equal(0, wiped));
        Assert.Equal("b NOOP\r\n", Encoding.ASCII.GetString(server.Unread.Span));
    }

    private static void AssertHoldsNothing(Channel channel)
    {
        if (channel is ManagedChannel managed)
        {
            Assert.False(managed.HoldsBuffer);
        }
    }

    private static async Task<(Channel Client, Channel Server)> ConnectAsync(bool isSecure)
    {
        var (client, server) = await new TWire().ConnectAsync();
        if (isSecure)
        {
            var serving = server.SecureAsServerAsync(TlsScene.Contexts, EarlyBytes.Refuse).Soon();
            Assert.Equal(new TlsUpgradeOutcome(TlsUpgradeStatus.Secured), await client.SecureAsClientAsync(TlsScene.ClientPolicy).Soon());
            Assert.Equal(new TlsUpgradeOutcome(TlsUpgradeStatus.Secured), await serving);
        }

        return (client, server);
    }
}
