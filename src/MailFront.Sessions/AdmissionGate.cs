using System.Net;
using MailFront.Defence;
using MailFront.Defence.Admission;
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
    private Seat? _seat;
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
        var settings = _service.Settings;
        var source = (remote as IPEndPoint)?.Address;
        var now = rooms.Time.GetElapsedTime(0);

        // A place that was taken for a connection which then could not be made.
        _seat?.Leave();
        var admitted = rooms.Defence.Admit(
            new ClientFacts
            {
                Source = source,
                Service = _service.Name,
                Now = now,
                ServiceCap = settings.MaxConnections,
                IsProxied = settings.ExpectsProxyHeader,
                Standing = settings.ExpectsProxyHeader ? default : rooms.Evidence.StandingOf(source, now),
            },
            _service.Seats);
        _verdict = admitted.Verdict;
        _seat = admitted.Seat;
        if (admitted.Evicted is { Occupant: ConnectionSeat worst } eviction)
        {
            worst.Evict(eviction);
        }

        rooms.Rules.Withheld.Note(_verdict, remote as IPEndPoint);
        if (_seat is not null)
        {
            return true;
        }

        NoteRefused(rooms);
        return _verdict.Action == VerdictAction.Refuse && !_service.Settings.ImplicitTls && Volatile.Read(ref _refusalsAtOnce) < MaxRefusalsAtOnce;
    }

    /// <summary>Takes over an accepted channel.</summary>
    public void Enter(Channel channel)
    {
        if (_seat is { } seat)
        {
            var connection = new ClientConnection(_rooms, _service, channel, seat);
            _seat = null;
            Started = connection.RunAsync();
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
