using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MailFront.Configuration.Settings;
using MailFront.Sessions;
using MailFront.Transport.Listening;
using Microsoft.Extensions.Logging;

namespace MailFront.Serving;

/// <summary>The listeners that are open, kept in step with the services of cyrus.conf.</summary>
internal sealed class ListenerSet
{
    private readonly Func<SessionRooms> _rooms;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly InheritedSockets _inherited;
    private readonly Dictionary<string, ConnectionListener> _open = [];
    private readonly List<string> _order = [];

    public ListenerSet(Func<SessionRooms> rooms, InheritedSockets inherited, TimeProvider time, ILoggerFactory loggers)
    {
        _rooms = rooms;
        _inherited = inherited;
        _time = time;
        _loggers = loggers;
        _logger = loggers.CreateLogger("mailfront");
    }

    /// <summary>Open listeners as <c>service=address</c>, in the order of cyrus.conf.</summary>
    public IEnumerable<string> Describe() => _order.Select(key => $"{key[..key.IndexOf(' ', StringComparison.Ordinal)]}={Text(_open[key].BoundEndPoint)}");

    /// <summary>
    /// Opens what is new and closes what is gone; what stays is not touched. Addresses that cannot be bound are logged and left
    /// out, as Cyrus master does. Answers how many could not be opened.
    /// </summary>
    public async Task<int> ApplyAsync(IReadOnlyList<ListenerSettings> listeners, IReadOnlyDictionary<string, Service> services, CancellationToken cancellationToken)
    {
        var wanted = new List<(string Key, ListenerSettings Settings, ListenerOptions Options, bool IsOptional)>();
        foreach (var listener in listeners)
        {
            await foreach (var (key, options, isOptional) in ResolveAsync(listener, cancellationToken))
            {
                wanted.Add((key, listener, options, isOptional));
            }
        }

        foreach (var key in _open.Keys.Except(wanted.Select(entry => entry.Key)).ToList())
        {
            await _open[key].StopAsync();
            _open.Remove(key);
            _order.Remove(key);
        }

        var failed = 0;
        foreach (var (key, settings, options, isOptional) in wanted)
        {
            failed += _open.ContainsKey(key) || TryOpen(key, services[settings.Name], options) || isOptional ? 0 : 1;
        }

        return failed;
    }

    /// <summary>Stops accepting everywhere.</summary>
    public async Task StopAsync()
    {
        foreach (var listener in _open.Values)
        {
            await listener.StopAsync();
        }

        _open.Clear();
        _order.Clear();
    }

    private static string Text(EndPoint? endPoint) => endPoint switch
    {
        IPEndPoint { AddressFamily: AddressFamily.InterNetworkV6 } v6 => string.Create(CultureInfo.InvariantCulture, $"[{v6.Address}]:{v6.Port}"),
        null => "unknown",
        _ => endPoint.ToString() ?? "unknown",
    };

    private bool TryOpen(string key, Service service, ListenerOptions options)
    {
        var gate = new AdmissionGate(_rooms, service);
        var listener = new ConnectionListener(options, gate.Filter, gate.Enter, _time, _loggers.CreateLogger<ConnectionListener>());
        try
        {
            listener.Start();
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            Log.CannotListen(_logger, key, e.Message);
            return false;
        }

        _open[key] = listener;
        _order.Add(key);
        return true;
    }

    private async IAsyncEnumerable<(string Key, ListenerOptions Options, bool IsOptional)> ResolveAsync(
        ListenerSettings listener, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var inherited = _inherited.Of(listener.Name);
        foreach (var descriptor in inherited)
        {
            yield return ($"{listener.Name} descriptor {descriptor}", new ListenerOptions { Name = listener.Name, InheritedDescriptor = descriptor }, false);
        }

        // Sockets from systemd stand for the service's own addresses.
        foreach (var address in inherited.Count > 0 ? [] : listener.Addresses)
        {
            if (address.UnixPath is { } path)
            {
                yield return ($"{listener.Name} {path}", new ListenerOptions { Name = listener.Name, UnixPath = path }, false);
                continue;
            }

            foreach (var ip in await AddressesAsync(address, cancellationToken))
            {
                var endPoint = new IPEndPoint(ip, address.Port);
                yield return ($"{listener.Name} {endPoint}", new ListenerOptions { Name = listener.Name, EndPoint = endPoint }, address.IsOptional);
            }
        }
    }

    private async Task<IReadOnlyList<IPAddress>> AddressesAsync(ListenAddress address, CancellationToken cancellationToken)
    {
        if (address.Address is { } known)
        {
            return [known];
        }

        try
        {
            var family = address.Family switch
            {
                ListenFamily.V4 => AddressFamily.InterNetwork,
                ListenFamily.V6 => AddressFamily.InterNetworkV6,
                _ => AddressFamily.Unspecified,
            };
            return await Dns.GetHostAddressesAsync(address.HostName ?? string.Empty, family, cancellationToken);
        }
        catch (SocketException e)
        {
            Log.CannotListen(_logger, address.HostName ?? string.Empty, e.Message);
            return [];
        }
    }
}
