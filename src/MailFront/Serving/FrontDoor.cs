using MailFront.Backends;
using MailFront.Backends.Capabilities;
using MailFront.Backends.Health;
using MailFront.Backends.Probing;
using MailFront.Backends.Registry;
using MailFront.Composition;
using MailFront.Configuration.Settings;
using MailFront.Defence;
using MailFront.Directory;
using MailFront.Directory.Sqlite;
using MailFront.Sessions;
using MailFront.Sessions.Login;
using MailFront.Transport;
using MailFront.Transport.Deadlines;
using MailFront.Transport.Listening;
using MailFront.Transport.Outbound;
using MailFront.Transport.Relaying;
using Microsoft.Extensions.Logging;

namespace MailFront.Serving;

/// <summary>
/// The running server: all rooms, made in one place. Started, reloaded and drained from one thread at a time; sessions read the
/// snapshot of rooms that is in force when they are accepted.
/// </summary>
internal sealed class FrontDoor : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly DescriptorLimit _descriptors;
    private readonly DeadlineWheel _wheel;
    private readonly IdleSweeper _sweeper;
    private readonly ConnectionLedger _ledger = new();
    private readonly BackendRegistry _backends;
    private readonly MailboxLocator _locator;
    private readonly ServiceTable _services;
    private readonly ListenerSet _listeners;
    private readonly List<Task> _background = [];
    private CheckerSet _checkers;
    private SessionRooms _rooms;
    private FrontendSettings _settings;

    private FrontDoor(FrontendSettings settings, CheckerSet checkers, string version, TimeProvider time, ILoggerFactory loggers)
    {
        _settings = settings;
        _checkers = checkers;
        _time = time;
        _loggers = loggers;
        _logger = loggers.CreateLogger("mailfront");
        Version = version;
        _descriptors = DescriptorLimit.Raise();
        _wheel = new DeadlineWheel(time, loggers.CreateLogger<DeadlineWheel>());
        _sweeper = new IdleSweeper(time, loggers.CreateLogger<IdleSweeper>());
        _backends = new BackendRegistry(BackendMapping.Registry(settings.Backends));
        _locator = new MailboxLocator(DirectoryMapping.Locator(settings), time, loggers.CreateLogger<MailboxLocator>());
        _services = new ServiceTable(time, loggers, version);
        _rooms = ComposeRooms(settings);
        var names = settings.Listeners.Select(listener => listener.Name).ToList();
        var inherited = new InheritedSockets(SystemdSockets.FromEnvironment(), names);
        _listeners = new ListenerSet(() => Volatile.Read(ref _rooms), inherited, time, loggers);
    }

    /// <summary>Version shown in greetings.</summary>
    public string Version { get; }

    /// <summary>Makes the rooms; nothing listens yet.</summary>
    /// <exception cref="DirectoryException">The directory's file cannot be made or is not one.</exception>
    public static async Task<FrontDoor> CreateAsync(
        FrontendSettings settings, string version, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        // A server with default backends needs no entry, but it must be able to tell "no entry" from "no file".
        SqliteDirectory.Create(settings.Directory.Path);
        var checkers = await CheckerSet.StartAsync(settings.Checkers, time, loggers, cancellationToken);
        return new FrontDoor(settings, checkers, version, time, loggers);
    }

    /// <summary>Opens the listeners. Answers the open ones as <c>service=address</c>; empty when the server cannot serve.</summary>
    public async Task<IReadOnlyList<string>> StartAsync(CancellationToken cancellationToken)
    {
        if (!_services.Apply(_settings))
        {
            return [];
        }

        var failed = await _listeners.ApplyAsync(_settings.Listeners, _services.Services, cancellationToken);
        var open = _listeners.Describe().ToList();
        if (open.Count == 0 || (failed > 0 && _settings.Process.BindErrorsAreFatal))
        {
            return [];
        }

        var options = _rooms.Defence.Options;
        Log.Ready(_logger, Version, string.Join(' ', open), options.MaxConnections, options.MaxPreLoginConnections);
        return open;
    }

    /// <summary>Puts changed files into force for new connections; present sessions go on as they are.</summary>
    public async Task ReloadAsync(FrontendSettings settings, CancellationToken cancellationToken)
    {
        WarnOfRestarts(settings);
        if (_checkers.IsMadeFrom(settings.Checkers))
        {
            await _checkers.ReloadAsync(cancellationToken);
        }
        else
        {
            await ReplaceCheckersAsync(settings.Checkers, cancellationToken);
        }

        _backends.Replace(BackendMapping.Registry(settings.Backends));
        _locator.ReplaceDefaults(BackendMapping.Ring(settings.Backends));
        _rooms.Defence.Options = Capacity.Of(settings.Process, settings.Access, _descriptors);
        _services.Apply(settings);
        await _listeners.ApplyAsync(settings.Listeners, _services.Services, cancellationToken);
        _settings = settings;
        Log.Reloaded(_logger);
    }

    /// <summary>
    /// Stops accepting, ends connections that are not logged in, and lets sessions end by themselves until
    /// <c>mailfront_shutdown_deadline</c>. False when some had to be cut.
    /// </summary>
    public async Task<bool> DrainAsync()
    {
        var bound = _settings.Process.ShutdownDeadline;
        await _listeners.StopAsync();
        Log.Draining(_logger, _ledger.Count, _ledger.LoggedIn, bound.TotalSeconds);
        StopConnections(force: false);
        var empty = _ledger.WhenEmptyAsync();
        if (await EndsWithinAsync(empty, bound))
        {
            return true;
        }

        Log.DrainCut(_logger, _ledger.Count);
        StopConnections(force: true);
        await EndsWithinAsync(empty, _forcedEnd);
        return false;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_background);
        await _checkers.DisposeAsync();
        await _locator.DisposeAsync();
        _sweeper.Dispose();
        _wheel.Dispose();
        _stopping.Dispose();
        Log.Stopped(_logger);
    }

    // A last word and a close each; a client that takes neither is reset by then.
    private static readonly TimeSpan _forcedEnd = TimeSpan.FromSeconds(5);

    private static async Task<bool> EndsWithinAsync(Task task, TimeSpan bound, TimeProvider time)
    {
        try
        {
            await task.WaitAsync(bound, time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private Task<bool> EndsWithinAsync(Task task, TimeSpan bound) => EndsWithinAsync(task, bound, _time);

    private SessionRooms ComposeRooms(FrontendSettings settings)
    {
        var capabilities = new BackendCapabilities(_backends);
        var health = new BackendHealth(new BackendHealthOptions(), _time);
        var dialer = new TransportDialer(new OutboundConnector(_time));
        var connector = new BackendConnector(dialer, _wheel, _time, capabilities, health, _loggers.CreateLogger<BackendConnector>());
        var probe = new CapabilityProbe(
            _backends, capabilities, health, dialer, _wheel, _time, new CapabilityProbeOptions(), _loggers.CreateLogger<CapabilityProbe>());
        Keep("directory", _locator.RunAsync);
        Keep("capability probe", probe.RunAsync);
        Keep("heap trim", token => new HeapTrim().RunAsync(_time, token));
        return new SessionRooms
        {
            Defence = new DefenceEngine(Capacity.Of(settings.Process, settings.Access, _descriptors)),
            Gateway = _checkers.Gateway,
            Locator = _locator,
            Backends = _backends,
            Connector = connector,
            Offer = new CapabilityOffer(capabilities),
            Ledger = _ledger,
            Wheel = _wheel,
            Sweeper = _sweeper,
            Ids = new SessionIds(settings.Log.SyslogPrefix ?? settings.Service.Identity.ServerName, _time),
            Time = _time,
        };
    }

    private void Keep(string name, Func<CancellationToken, Task> work) => _background.Add(RunAsync(name, work));

    private async Task RunAsync(string name, Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The process stops.
        }
        catch (Exception e)
        {
            Log.BackgroundFailed(_logger, e, name);
        }
    }

    private async Task ReplaceCheckersAsync(CheckerSettings settings, CancellationToken cancellationToken)
    {
        var old = _checkers;
        _checkers = await CheckerSet.StartAsync(settings, _time, _loggers, cancellationToken);
        Volatile.Write(ref _rooms, _rooms with { Gateway = _checkers.Gateway });

        // Questions under way at the old checkers are answered before their threads end.
        await old.DisposeAsync();
    }

    private void StopConnections(bool force)
    {
        foreach (var connection in _ledger.Connections)
        {
            connection.Stop(force);
        }
    }

    private void WarnOfRestarts(FrontendSettings settings)
    {
        if (settings.Directory != _settings.Directory)
        {
            Log.NeedsRestart(_logger, "mailfront_directory");
        }

        if (settings.Log != _settings.Log)
        {
            Log.NeedsRestart(_logger, "mailfront_log_target or mailfront_log_format");
        }
    }
}
