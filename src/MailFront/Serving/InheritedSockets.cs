using MailFront.Transport.Listening;

namespace MailFront.Serving;

/// <summary>
/// Which of the sockets systemd passed belongs to which service: by <c>FileDescriptorName=</c>; sockets without a name go to the
/// services in the order of cyrus.conf. They stay open while their service is listed; one that was closed cannot be opened again.
/// </summary>
internal sealed class InheritedSockets
{
    // What systemd calls a socket unit's descriptors when they have no name of their own.
    private const string Unnamed = "unknown";

    private readonly Dictionary<string, List<int>> _byService = [];

    /// <summary>Assigns <paramref name="sockets"/> to <paramref name="services"/>.</summary>
    public InheritedSockets(IReadOnlyList<InheritedSocket> sockets, IReadOnlyList<string> services)
    {
        var unnamed = new Queue<int>(sockets.Where(socket => socket.Name == Unnamed).Select(socket => socket.Descriptor));
        foreach (var service in services)
        {
            var named = sockets.Where(socket => socket.Name == service).Select(socket => socket.Descriptor).ToList();
            if (named.Count == 0 && unnamed.TryDequeue(out var descriptor))
            {
                named.Add(descriptor);
            }

            _byService[service] = named;
        }
    }

    /// <summary>Descriptors for <paramref name="service"/>; empty when it opens its own.</summary>
    public IReadOnlyList<int> Of(string service) => _byService.TryGetValue(service, out var descriptors) ? descriptors : [];

    /// <summary>Takes a descriptor that was closed out of the list: its service opens its own addresses should it come back.</summary>
    public void Forget(int descriptor)
    {
        foreach (var descriptors in _byService.Values)
        {
            descriptors.Remove(descriptor);
        }
    }
}
