using System.Text;
using MailFront.TestKit.Time;
using MailFront.Transport;
using MailFront.Transport.Managed;
using MailFront.Transport.Relaying;
using MailFront.Transport.Tls;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.SessionTests.Transport;

/// <summary>What a relay promises, over every wire and engine. "Client" and "backend" are the far ends the tests play.</summary>
public abstract class RelayConformance<TWire> : IDisposable
    where TWire : IWire, new()
{
    private const int MoreThanBuffersHold = 24 * 1024 * 1024;

    private static readonly RelayOptions _options = new();

    // The sweeper counts whole seconds and looks once in each.
    private static readonly TimeSpan _aLittle = TimeSpan.FromSeconds(3);

    private readonly ManualTimeProvider _time = new();
    private readonly IdleSweeper _sweeper;

    protected RelayConformance() => _sweeper = new IdleSweeper(_time, NullLogger<IdleSweeper>.Instance);

    public void Dispose()
    {
        _sweeper.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Bytes_arrive_unchanged_both_ways_at_once(bool isSecure)
    {
        var scene = await StartAsync(isSecure);
        var up = ChannelSteps.Noise(10_000_019, seed: 11);
        var down = ChannelSteps.Noise(12_000_017, seed: 12);

        var receivingUp = scene.Backend.ReadAllAsync(64 * 1024);
        var receivingDown = scene.Client.ReadAllAsync(64 * 1024);
        await Task.WhenAll(SendAllAsync(scene.Client, up), SendAllAsync(scene.Backend, down)).Soon();

        var receivedUp = (await receivingUp).Bytes;
        var receivedDown = (await receivingDown).Bytes;
        Assert.True(up.AsSpan().SequenceEqual(receivedUp));
        Assert.True(down.AsSpan().SequenceEqual(receivedDown));
        var result = await scene.Running.Soon();
        Assert.True(result.End is RelayEnd.ClientClosed or RelayEnd.BackendClosed);
        Assert.Equal(down.Length, result.BytesToClient);
        Assert.Equal(up.Length, result.BytesToBackend);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Small_messages_pass_at_once_and_nothing_is_held_while_idle(bool isSecure)
    {
        var scene = await StartAsync(isSecure);

        for (var i = 0; i < 100; i++)
        {
            await scene.Client.SendAsync($"{i} NOOP\r\n");
            await scene.Backend.ExpectAsync($"{i} NOOP\r\n");
            await scene.Backend.SendAsync($"{i} OK\r\n");
            await scene.Client.ExpectAsync($"{i} OK\r\n");
        }

        Assert.False(((ManagedChannel)scene.Front).HoldsBuffer);
        await EventuallyAsync(() => !((ManagedChannel)scene.Back).HoldsBuffer);
    }

    [Fact]
    public async Task What_the_login_left_unread_goes_first()
    {
        var (client, front) = await new TWire().ConnectAsync();
        var (back, backend) = await new TWire().ConnectAsync();
        await client.SendAsync("a LOGIN u p\r\nb SELECT INBOX\r\n");
        await backend.SendAsync("A OK\r\n* CAPABILITY IMAP4rev1\r\n");
        await ReadAtLeastAsync(front, 29);
        await ReadAtLeastAsync(back, 30);
        front.Consume(13);
        back.Consume(6);

        var running = new Relay(_sweeper).RunAsync(front, back, _options).AsTask();
        await client.SendAsync("c NOOP\r\n");

        await backend.ExpectAsync("b SELECT INBOX\r\nc NOOP\r\n");
        await client.ExpectAsync("* CAPABILITY IMAP4rev1\r\n");
        Assert.False(running.IsCompleted);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_client_that_closes_its_side_still_gets_the_rest(bool isSecure)
    {
        var scene = await StartAsync(isSecure);
        await scene.Client.SendAsync("a LOGOUT\r\n");
        await scene.Client.ShutdownSendAsync().Soon();

        var (received, end) = await scene.Backend.ReadAllAsync();
        Assert.Equal("a LOGOUT\r\n", Encoding.ASCII.GetString(received));
        Assert.Equal(ReadStatus.EndOfStream, end);
        await scene.Backend.SendAsync("* BYE\r\na OK\r\n");
        await scene.Backend.CloseAsync().Soon();

        await scene.Client.ExpectAsync("* BYE\r\na OK\r\n");
        Assert.Equal(new RelayResult(RelayEnd.ClientClosed, 13, 10), await scene.Running.Soon());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_backend_that_closes_delivers_its_last_bytes(bool isSecure)
    {
        var scene = await StartAsync(isSecure);
        await scene.Backend.SendAsync("* BYE shutting down\r\n");
        await scene.Backend.CloseAsync().Soon();

        var (received, end) = await scene.Client.ReadAllAsync();
        Assert.Equal("* BYE shutting down\r\n", Encoding.ASCII.GetString(received));
        Assert.Equal(ReadStatus.EndOfStream, end);
        await scene.Client.CloseAsync().Soon();

        Assert.Equal(RelayEnd.BackendClosed, (await scene.Running.Soon()).End);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_client_that_does_not_close_after_the_backend_has_is_given_up_soon(bool isSecure)
    {
        var scene = await StartAsync(isSecure);
        await scene.Backend.SendAsync("* BYE\r\na OK\r\n");
        await scene.Backend.CloseAsync().Soon();
        Assert.Equal("* BYE\r\na OK\r\n", Encoding.ASCII.GetString((await scene.Client.ReadAllAsync()).Bytes));

        _time.Advance(_options.LingerAfterBackend);
        Assert.False(scene.Running.IsCompleted);
        _time.Advance(_aLittle);

        Assert.Equal(RelayEnd.BackendClosed, (await scene.Running.Soon()).End);
    }

    [Fact]
    public async Task A_client_that_goes_on_sending_after_the_backend_has_closed_does_not_live_longer_for_it()
    {
        var scene = await StartAsync(isSecure: false);
        await scene.Backend.ShutdownSendAsync().Soon();
        Assert.Equal(ReadStatus.EndOfStream, (await scene.Client.ReadAllAsync()).End);

        await TrickleAsync(scene.Client, scene.Backend, _options.LingerAfterBackend);
        Assert.False(scene.Running.IsCompleted);
        _time.Advance(_aLittle);

        Assert.Equal(RelayEnd.BackendClosed, (await scene.Running.Soon()).End);
    }

    [Fact]
    public async Task A_backend_that_goes_on_sending_after_the_client_has_closed_does_not_live_longer_for_it()
    {
        var scene = await StartAsync(isSecure: false);
        await scene.Client.ShutdownSendAsync().Soon();
        Assert.Equal(ReadStatus.EndOfStream, (await scene.Backend.ReadAllAsync()).End);

        await TrickleAsync(scene.Backend, scene.Client, _options.LingerAfterClient);
        Assert.False(scene.Running.IsCompleted);
        _time.Advance(_aLittle);

        Assert.Equal(RelayEnd.ClientClosed, (await scene.Running.Soon()).End);
    }

    [Fact]
    public async Task What_the_backend_sent_before_it_closed_is_written_before_the_wait_begins()
    {
        var scene = await StartAsync(isSecure: false);
        var sending = SendAllAsync(scene.Backend, ChannelSteps.Noise(MoreThanBuffersHold, seed: 13));
        await EventuallyAsync(() => scene.Relay.BytesToClient > 0);

        _time.Advance(_options.LingerAfterBackend + _aLittle);
        Assert.False(scene.Running.IsCompleted);
        var (received, end) = await scene.Client.ReadAllAsync(64 * 1024);
        await sending.Soon();

        Assert.Equal((MoreThanBuffersHold, ReadStatus.EndOfStream), (received.Length, end));
        await scene.Client.CloseAsync().Soon();
        Assert.Equal(new RelayResult(RelayEnd.BackendClosed, MoreThanBuffersHold, 0), await scene.Running.Soon());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_client_that_resets_ends_the_backend_side_too(bool isSecure)
    {
        var scene = await StartAsync(isSecure);

        scene.Client.Abort();

        // A unix socket knows a reset only when bytes (here: TLS tickets) are left unread. Else its end looks orderly.
        var isOrderly = typeof(TWire) == typeof(UnixWire) && !isSecure;
        if (isOrderly)
        {
            Assert.Equal(ReadStatus.EndOfStream, (await scene.Backend.ReadAllAsync()).End);
            await scene.Backend.CloseAsync().Soon();
        }

        Assert.Equal(isOrderly ? RelayEnd.ClientClosed : RelayEnd.ClientBroken, (await scene.Running.Soon()).End);
        await CloseBothAsync(scene);
        Assert.NotEqual(ReadStatus.Data, await scene.Backend.ReadMoreAsync(1).Soon());
    }

    [Fact]
    public async Task An_idle_client_gets_a_last_word()
    {
        var scene = await StartAsync(isSecure: true);
        await PassAsync(scene, "a IDLE\r\n");

        _time.Advance(_options.ClientIdle);
        Assert.False(scene.Running.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(RelayEnd.ClientIdle, (await scene.Running.Soon()).End);
        await scene.Front.SendAsync("* BYE Autologout\r\n");
        await CloseBothAsync(scene);
        await scene.Client.ExpectAsync("* BYE Autologout\r\n");
    }

    [Fact]
    public async Task Traffic_keeps_a_session_alive()
    {
        var scene = await StartAsync(isSecure: false);

        for (var i = 0; i < 4; i++)
        {
            _time.Advance(_options.ClientIdle - TimeSpan.FromMinutes(1));
            await PassAsync(scene, "a NOOP\r\n");
        }

        Assert.False(scene.Running.IsCompleted);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_stop_ends_it_and_a_last_word_can_be_written(bool isSecure)
    {
        var scene = await StartAsync(isSecure);

        scene.Relay.Stop();

        Assert.Equal(RelayEnd.Stopped, (await scene.Running.Soon()).End);
        await scene.Front.SendAsync("* BYE Server shutting down\r\n");
        await CloseBothAsync(scene);
        await scene.Client.ExpectAsync("* BYE Server shutting down\r\n");
    }

    [Fact]
    public async Task A_stop_before_the_run_ends_it_at_once()
    {
        var (_, front) = await new TWire().ConnectAsync();
        var (back, _) = await new TWire().ConnectAsync();
        var relay = new Relay(_sweeper);
        relay.Stop();

        var result = await relay.RunAsync(front, back, _options).Soon();

        Assert.Equal(new RelayResult(RelayEnd.Stopped, 0, 0), result);
    }

    [Fact]
    public async Task An_interrupt_of_one_channel_from_outside_stops_the_relay()
    {
        var scene = await StartAsync(isSecure: false);

        scene.Front.Interrupt();

        Assert.Equal(RelayEnd.Stopped, (await scene.Running.Soon()).End);
    }

    [Fact]
    public async Task A_stop_resets_a_client_that_does_not_read()
    {
        var scene = await StartAsync(isSecure: false);
        var flooding = scene.Backend.WriteAsync(new byte[MoreThanBuffersHold]).AsTask();
        await EventuallyAsync(() => scene.Relay.BytesToClient > 0);

        scene.Relay.Stop();
        while (!scene.Running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(RelayEnd.Stopped, (await scene.Running.Soon()).End);
        await CloseBothAsync(scene);

        // A sender that has met a closed window learns of the end only by the kernel's probes, which come ever more rarely.
        scene.Backend.Abort();
        Assert.False(await flooding.Soon());
    }

    [Fact]
    public async Task A_finished_relay_is_no_longer_swept()
    {
        var scene = await StartAsync(isSecure: false);
        Assert.Equal(1, _sweeper.Count);

        scene.Relay.Stop();
        await scene.Running.Soon();

        Assert.Equal(0, _sweeper.Count);
    }

    private static async Task SendAllAsync(Channel channel, byte[] bytes)
    {
        Assert.True(await channel.WriteAsync(bytes));
        await channel.ShutdownSendAsync();
    }

    private static async Task ReadAtLeastAsync(Channel channel, int count)
    {
        while (channel.Unread.Length < count)
        {
            Assert.Equal(ReadStatus.Data, await channel.ReadMoreAsync(ChannelSteps.Limit).Soon());
        }
    }

    private static async Task CloseBothAsync(Scene scene)
    {
        await scene.Front.CloseAsync().Soon();
        await scene.Back.CloseAsync().Soon();
    }

    // For what happens on another thread without telling: yields, bounded, and does not sleep.
    private static async Task EventuallyAsync(Func<bool> condition)
    {
        for (var i = 0; i < 1_000_000 && !condition(); i++)
        {
            await Task.Yield();
        }

        Assert.True(condition());
    }

    // The backend may have the bytes before the relay has taken note that they moved, and the clock must not move in between.
    private static async Task PassAsync(Scene scene, string text)
    {
        var passed = scene.Relay.BytesToBackend + text.Length;
        await scene.Client.SendAsync(text);
        await scene.Backend.ExpectAsync(text);
        await EventuallyAsync(() => scene.Relay.BytesToBackend == passed);
    }

    private async Task TrickleAsync(Channel from, Channel to, TimeSpan time)
    {
        for (var second = 0; second < time.TotalSeconds; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await from.SendAsync("x");
            await to.ExpectAsync("x");
        }
    }

    private async Task<Scene> StartAsync(bool isSecure)
    {
        var (client, front) = await new TWire().ConnectAsync();
        var (back, backend) = await new TWire().ConnectAsync();
        if (isSecure)
        {
            var securing = front.SecureAsServerAsync(TlsScene.Contexts, EarlyBytes.Refuse).Soon();
            await client.SecureAsClientAsync(TlsScene.ClientPolicy).Soon();
            await securing;
        }

        var relay = new Relay(_sweeper);
        return new Scene(client, front, back, backend, relay, relay.RunAsync(front, back, _options).AsTask());
    }

    private sealed record Scene(Channel Client, Channel Front, Channel Back, Channel Backend, Relay Relay, Task<RelayResult> Running);
}
