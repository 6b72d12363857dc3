using MailFront.Sessions;

namespace MailFront.Serving;

/// <summary>Ends the sessions that a drain leaves over, evenly over the last part of its time: their clients come back to another front door, or to this one's successor.</summary>
internal sealed class DrainCut(ConnectionLedger ledger, TimeProvider time)
{
    // As fast as a backend takes logins again at least: fewer sessions need less time.
    private const int SessionsPerSecond = 100;

    private static readonly TimeSpan _slot = TimeSpan.FromMilliseconds(100);

    /// <summary>How long before the end of a drain of <paramref name="bound"/> the first of <paramref name="sessions"/> is ended: not before half of it.</summary>
    public static TimeSpan Lead(int sessions, TimeSpan bound, TimeSpan spread) =>
        new(Math.Min(Math.Min(spread.Ticks, bound.Ticks / 2), sessions * TimeSpan.TicksPerSecond / SessionsPerSecond));

    /// <summary>Ends all connections within <paramref name="lead"/>; sooner when <paramref name="empty"/> says that none is left.</summary>
    public async Task RunAsync(TimeSpan lead, Task empty)
    {
        var connections = ledger.Connections.ToList();
        var slots = Math.Max(1, (int)(lead / _slot));
        for (var slot = 0; slot < slots && !empty.IsCompleted; slot++)
        {
            var end = connections.Count * (slot + 1) / slots;
            for (var i = connections.Count * slot / slots; i < end; i++)
            {
                connections[i].Stop(force: true);
            }

            if (slot < slots - 1)
            {
                await Task.Delay(_slot, time);
            }
        }
    }
}
