using MailFront.Transport;
using MailFront.Transport.Deadlines;

namespace MailFront.Sessions;

/// <summary>Says a last word under a deadline: a client that does not read is reset, and holds nothing.</summary>
internal sealed class LastWordGuard : IDeadlineTarget
{
    // As long as before login.
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(5);

    private readonly Channel _channel;

    private LastWordGuard(Channel channel) => _channel = channel;

    /// <summary>Writes <paramref name="word"/>, if there is one.</summary>
    public static async ValueTask SayAsync(DeadlineWheel wheel, Channel channel, byte[] word)
    {
        if (word.Length == 0)
        {
            return;
        }

        var entry = new DeadlineEntry(new LastWordGuard(channel));
        wheel.Schedule(entry, _grace);
        await channel.WriteAsync(word);
        wheel.Cancel(entry);
    }

    /// <inheritdoc/>
    public void OnDeadline(DeadlineEntry entry) => _channel.Abort();
}
