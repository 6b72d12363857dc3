using System.Net;
using MailFront.Defence;
using MailFront.Transport;

namespace MailFront.Sessions;

/// <summary>
/// The door of one listener: asks the engine for each accepted socket, before anything is allocated for it, and starts the
/// connections that may come in.
/// </summary>
public sealed class AdmissionGate
{
    // Enough to be honest to people, too few to be a burden in a flood; beyond, connections are reset.
    private const int MaxRefusalsAtOnce = 64;

    private static readonly TimeSpan _logEvery = TimeSpan.FromSeconds(10);

    private readonly Func<SessionRooms> _rooms;
    private readonly Service _service;
    private Verdict _verdict;
    private int _refusalsAtOnce;
    private long _refused;
    private long _reported;
    private long _reportedAt;

    /// <summary>A door to <paramref name="service"/>; <paramref name="rooms"/> gives the snapshot in force.</summary>
    public AdmissionGate(Func<SessionRooms> rooms, Service service)
    {
        _rooms = rooms;
        _service = service;
    }

    /// <summary>Connections refused or reset at this door so far.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Asked by the listener right after accept; false resets the socket. <see cref="Enter"/> follows on the same thread when true.</summary>
    public bool Filter(EndPoint? remote)
    {
        var rooms = _rooms();
        _verdict = rooms.Defence.Decide(
            Checkpoint.Accept,
            new ClientFacts
            {
                Source = (remote as IPEndPoint)?.Address,
                Now = rooms.Time.GetElapsedTime(0),
                Connections = rooms.Ledger.Count,
                PreLoginConnections = rooms.Ledger.PreLogin,
                ServiceConnections = _service.Connections,
                ServiceCap = _service.Settings.MaxConnections,
            });

        if (_verdict.Action == VerdictAction.Proceed)
        {
            return true;
        }

        NoteRefused(rooms);
        return _verdict.Action == VerdictAction.Refuse && !_service.Settings.ImplicitTls && Volatile.Read(ref _refusalsAtOnce) < MaxRefusalsAtOnce;
    }

    /// <summary>Takes over an accepted channel.</summary>
    public void Enter(Channel channel)
    {
        if (_verdict.Action == VerdictAction.Proceed)
        {
            Started = new ClientConnection(_rooms, _service, channel).RunAsync();
            return;
        }

        Interlocked.Increment(ref _refusalsAtOnce);
        Started = RefuseAsync(channel);
    }

    /// <summary>The last task started here. Both kinds end by themselves, observe their own errors and are bounded by deadlines.</summary>
    internal Task Started { get; private set; } = Task.CompletedTask;

    private async Task RefuseAsync(Channel channel)
    {
        try
        {
            await LastWordGuard.SayAsync(_rooms().Wheel, channel, LastWords.Of(_service.Protocol, CloseReason.Full));
            await channel.CloseAsync();
        }
        catch (Exception e)
        {
            Log.RefusalFailed(_service.Logger, e);
            channel.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref _refusalsAtOnce);
        }
    }

    private void NoteRefused(SessionRooms rooms)
    {
        var refused = Interlocked.Increment(ref _refused);
        var now = rooms.Time.GetTimestamp();
        if (_reportedAt != 0 && rooms.Time.GetElapsedTime(_reportedAt, now) < _logEvery)
        {
            return;
        }

        Log.Refused(_service.Logger, refused - _reported, _verdict.Reason, rooms.Ledger.Count, rooms.Ledger.PreLogin);
        _reported = refused;
        _reportedAt = now;
    }
}
