using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MailFront.Protocol;
using MailFront.Sessions;
using MailFront.Transport.Listening;
using Microsoft.Extensions.Logging;

namespace MailFront.Serving;

/// <summary>The listeners that are open, kept in step with the services of cyrus.conf.</summary>
internal sealed class ListenerSet
{
    private readonly Func<SessionRooms> _rooms;
    private readonly InheritedSockets _inherited;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly Dictionary<string, OpenListener> _open = [];
    private List<string> _order = [];

    public ListenerSet(Func<SessionRooms> rooms, InheritedSockets inherited, TimeProvider time, ILoggerFactory loggers)
    {
        _rooms = rooms;
        _inherited = inherited;
        _time = time;
        _loggers = loggers;
        _logger = loggers.CreateLogger("mailfront");
    }

    /// <summary>Protocols that are served.</summary>
    public IReadOnlyList<MailProtocol> Protocols => [.. _open.Values.Select(open => open.Door.Service.Protocol).Distinct().Order()];

    /// <summary>Open listeners as <c>service=address</c>, in the order of cyrus.conf.</summary>
    public IReadOnlyList<string> Describe() => [.. _order.Select(key => $"{_open[key].Origin.Service}={Text(_open[key].Listener.BoundEndPoint)}")];

    /// <summary>
    /// Opens what is new and closes what is gone; a socket that stays is not touched, but leads to its service as it is now. Addresses
    /// that cannot be bound are logged and left out, as Cyrus master does. Answers how many places the files ask for are not as asked.
    /// </summary>
    public async Task<int> ApplyAsync(ListenerPlan plan, IReadOnlyDictionary<string, Service> services)
    {
        var wanted = plan.Places.Select(place => place.Key).ToHashSet();
        foreach (var (key, open) in _open.Where(entry => !wanted.Contains(entry.Key) && !plan.Unresolved.Contains(entry.Value.Origin)).ToList())
        {
            _open.Remove(key);
            await CloseAsync(open);
        }

        var failed = plan.Unresolved.Count;
        foreach (var place in plan.Places)
        {
            failed += _open.ContainsKey(place.Key) || TryOpen(place, services[place.Origin.Service]) || place.IsOptional ? 0 : 1;
        }

        foreach (var open in _open.Values)
        {
            open.Door.LeadTo(services[open.Origin.Service]);
        }

        // Those that only stay because their name has no answer come last.
        _order = [.. plan.Places.Select(place => place.Key).Where(_open.ContainsKey).Concat(_open.Keys).Distinct()];
        return failed;
    }

    /// <summary>Stops accepting everywhere.</summary>
    public async Task StopAsync()
    {
        _order = [];
        foreach (var open in _open.Values)
        {
            await CloseAsync(open);
        }

        _open.Clear();
    }

    private static string Text(EndPoint? endPoint) => endPoint switch
    {
        IPEndPoint { AddressFamily: AddressFamily.InterNetworkV6 } v6 => string.Create(CultureInfo.InvariantCulture, $"[{v6.Address}]:{v6.Port}"),
        null => "unknown",
        _ => endPoint.ToString() ?? "unknown",
    };

    private async Task CloseAsync(OpenListener open)
    {
        if (open.Listener.Options.InheritedDescriptor is { } descriptor)
        {
            // The number may be any other file's from now on.
            _inherited.Forget(descriptor);
        }

        await open.Listener.DisposeAsync();
    }

    private bool TryOpen(ListenerPlace place, Service service)
    {
        var door = new ListenerDoor(_rooms, service);
        var listener = new ConnectionListener(place.Options, door.Filter, door.Enter, _time, _loggers.CreateLogger<ConnectionListener>());
        try
        {
            listener.Start();
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            Log.CannotListen(_logger, place.Key, e.Message);
            return false;
        }

        _open[place.Key] = new OpenListener(place.Origin, listener, door);
        return true;
    }

    private sealed record OpenListener(ListenerOrigin Origin, ConnectionListener Listener, ListenerDoor Door);
}
