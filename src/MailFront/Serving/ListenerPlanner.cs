using System.Net;
using System.Net.Sockets;
using MailFront.Configuration.Settings;
using MailFront.Transport.Listening;
using Microsoft.Extensions.Logging;

namespace MailFront.Serving;

/// <summary>Turns the services of cyrus.conf into sockets to open. Changes nothing, so that a reload can give up after it.</summary>
internal sealed class ListenerPlanner
{
    private readonly InheritedSockets _inherited;
    private readonly ResolveAddresses _resolve;
    private readonly ILogger _logger;

    public ListenerPlanner(InheritedSockets inherited, ResolveAddresses resolve, ILogger logger)
    {
        _inherited = inherited;
        _resolve = resolve;
        _logger = logger;
    }

    /// <summary>Addresses of a host name in one family; throws <see cref="SocketException"/> when there are none.</summary>
    public delegate Task<IPAddress[]> ResolveAddresses(string hostName, AddressFamily family, CancellationToken cancellationToken);

    /// <summary>Resolves what <paramref name="listeners"/> name. A name that cannot be resolved is logged and noted in the plan.</summary>
    public async Task<ListenerPlan> PlanAsync(IReadOnlyList<ListenerSettings> listeners, CancellationToken cancellationToken)
    {
        var places = new List<ListenerPlace>();
        var unresolved = new HashSet<ListenerOrigin>();
        foreach (var listener in listeners)
        {
            var inherited = _inherited.Of(listener.Name);
            var origin = new ListenerOrigin(listener.Name, "systemd");
            places.AddRange(inherited.Select(descriptor =>
                new ListenerPlace(origin, new ListenerOptions { Name = listener.Name, InheritedDescriptor = descriptor }, IsOptional: false)));

            // Sockets from systemd stand for the service's own addresses.
            foreach (var address in inherited.Count > 0 ? [] : listener.Addresses)
            {
                await AddAsync(listener.Name, address, places, unresolved, cancellationToken);
            }
        }

        return new ListenerPlan(places, unresolved);
    }

    private async Task AddAsync(
        string service, ListenAddress address, List<ListenerPlace> places, HashSet<ListenerOrigin> unresolved, CancellationToken cancellationToken)
    {
        var origin = new ListenerOrigin(service, $"{address.Family} {address}");
        if (address.UnixPath is { } path)
        {
            places.Add(new ListenerPlace(origin, new ListenerOptions { Name = service, UnixPath = path }, IsOptional: false));
        }
        else if (await AddressesAsync(service, address, cancellationToken) is { } found)
        {
            places.AddRange(found.Select(ip =>
                new ListenerPlace(origin, new ListenerOptions { Name = service, EndPoint = new IPEndPoint(ip, address.Port) }, address.IsOptional)));
        }
        else
        {
            unresolved.Add(origin);
        }
    }

    // Null when the name cannot be resolved.
    private async Task<IReadOnlyList<IPAddress>?> AddressesAsync(string service, ListenAddress address, CancellationToken cancellationToken)
    {
        if (address.Address is { } known)
        {
            return [known];
        }

        var host = address.HostName ?? string.Empty;
        try
        {
            var family = address.Family switch
            {
                ListenFamily.V4 => AddressFamily.InterNetwork,
                ListenFamily.V6 => AddressFamily.InterNetworkV6,
                _ => AddressFamily.Unspecified,
            };
            var found = await _resolve(host, family, cancellationToken);
            if (found.Length > 0)
            {
                return found;
            }

            Log.CannotResolve(_logger, host, service, "it has no address");
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            Log.CannotResolve(_logger, host, service, e.Message);
        }

        return null;
    }
}
