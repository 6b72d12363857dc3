using System.Net;
using MailFront.Sessions;
using MailFront.Transport;

namespace MailFront.Serving;

/// <summary>
/// What an open listener leads to. A reload that gives the service another protocol changes what is behind the door; the socket,
/// which a privileged start or systemd may have opened, stays.
/// </summary>
internal sealed class ListenerDoor
{
    private readonly Func<SessionRooms> _rooms;
    private Service _service;
    private AdmissionGate _gate;
    private AdmissionGate _asked;

    /// <summary>A door to <paramref name="service"/>.</summary>
    public ListenerDoor(Func<SessionRooms> rooms, Service service)
    {
        _rooms = rooms;
        _service = service;
        _gate = new AdmissionGate(rooms, service);
        _asked = _gate;
    }

    /// <summary>The service that new connections come to.</summary>
    public Service Service => _service;

    /// <summary>Leads connections accepted from now on to <paramref name="service"/>. From the reload only.</summary>
    public void LeadTo(Service service)
    {
        if (!ReferenceEquals(service, _service))
        {
            _service = service;
            Volatile.Write(ref _gate, new AdmissionGate(_rooms, service));
        }
    }

    /// <summary>Asked right after accept; <see cref="Enter"/> follows on the same thread when true.</summary>
    public bool Filter(EndPoint? remote)
    {
        // The gate that admits a connection also takes it, whatever a reload does in between.
        _asked = Volatile.Read(ref _gate);
        return _asked.Filter(remote);
    }

    /// <summary>Takes over an accepted channel.</summary>
    public void Enter(Channel channel) => _asked.Enter(channel);
}
