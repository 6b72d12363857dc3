using MailFront.Transport;

namespace MailFront.Sessions.Login;

/// <summary>
/// Notices at once that a client hangs up while its login is checked or waits for its delayed answer, and ends the connection's
/// clock: what was asked on its behalf leaves its queue. Commands that the client sends ahead are kept for later.
/// </summary>
internal sealed class HangUpWatch
{
    private readonly Channel _channel;
    private readonly LoginClock _clock;
    private readonly Task _watching;

    private HangUpWatch(Channel channel, LoginClock clock, int limit)
    {
        _channel = channel;
        _clock = clock;
        _watching = WatchAsync(limit);
    }

    /// <summary>Begins to watch. Until <see cref="EndAsync"/> has completed nothing else may read from <paramref name="channel"/>.</summary>
    /// <param name="channel">The client's channel.</param>
    /// <param name="clock">Ended with <see cref="CloseReason.ClientLeft"/> when the client hangs up.</param>
    /// <param name="limit">Most bytes kept of what the client sends ahead.</param>
    public static HangUpWatch Begin(Channel channel, LoginClock clock, int limit) => new(channel, clock, limit);

    /// <summary>Ends the watch. Idempotent.</summary>
    public Task EndAsync()
    {
        _channel.EndWatch();
        return _watching;
    }

    private async Task WatchAsync(int limit)
    {
        if (await _channel.WatchAsync(limit) == WatchEnd.PeerLeft)
        {
            _clock.End(CloseReason.ClientLeft);
        }
    }
}
