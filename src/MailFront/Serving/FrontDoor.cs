using System.Net;
using MailFront.Admin;
using MailFront.Admin.Lists;
using MailFront.Admin.Metrics;
using MailFront.Admin.Sessions;
using MailFront.Backends.Registry;
using MailFront.Composition;
using MailFront.Configuration.Settings;
using MailFront.Defence;
using MailFront.Directory;
using MailFront.Directory.Sqlite;
using MailFront.Lists;
using MailFront.Sessions;
using MailFront.Sessions.Login;
using MailFront.Sessions.Rules;
using MailFront.Transport;
using MailFront.Transport.Deadlines;
using MailFront.Transport.Listening;
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
    private readonly BackgroundWork _background;
    private readonly DescriptorLimit _descriptors;
    private readonly DeadlineWheel _wheel;
    private readonly IdleSweeper _sweeper;
    private readonly ConnectionLedger _ledger = new();
    private readonly BackendRegistry _backends;
    private readonly BackendComposition _backendRooms;
    private readonly MailboxLocator _locator;
    private readonly ServiceTable _services;
    private readonly ListenerPlanner _planner;
    private readonly ListenerSet _listeners;
    private readonly ProbeDuty _probes;
    private readonly FrontendSettings _started;
    private readonly EvidenceMemory _memory;
    private readonly FleetMembership? _fleet;
    private readonly ListDuty _lists;
    private readonly PressureComposition _pressure;
    private IReadOnlyList<string> _openListeners = [];
    private CheckerSet _checkers;
    private SessionRooms _rooms;
    private FrontendSettings _settings;

    private FrontDoor(FrontendSettings settings, EvidenceMemory memory, CheckerSet checkers, string version, TimeProvider time, ILoggerFactory loggers)
    {
        _started = settings;
        _settings = settings;
        _memory = memory;
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
        _background = new BackgroundWork(_logger);
        _backendRooms = new BackendComposition(_backends, settings.Pacing, _wheel, time, loggers);
        _probes = new ProbeDuty(_backendRooms.Probe, _background);
        _pressure = new PressureComposition(settings.Pressure, _descriptors, _ledger, time, loggers);
        _rooms = ComposeRooms(settings, new DefenceEngine(Capacity.Of(settings.Process, settings.Access, _descriptors), memory.Decisions.Sink), _backendRooms);
        _lists = new ListDuty(settings, _rooms.Defence, _ledger, () => Listeners, memory.Blocklists, time, loggers);
        _background.Keep("pressure", _pressure.Sampler(() => Volatile.Read(ref _rooms), () => Volatile.Read(ref _checkers), time, loggers).RunAsync);
        _fleet = FleetMembership.Of(settings, memory, _lists, () => Volatile.Read(ref _rooms).Gateway, time, loggers);
        _background.Keep("directory", _locator.RunAsync);
        _background.Keep("alarm watch", new AlarmWatch(memory.History, time, _logger).RunAsync);
        _rooms.Rules.Load(settings.Rules.Rules);
        _background.Keep("rules", new RuleSweeper(_ledger, _rooms.Rules, time).RunAsync);
        _background.Keep("heap trim", token => new HeapTrim().RunAsync(_time, token));
        var names = settings.Listeners.Select(listener => listener.Name).ToList();
        var inherited = new InheritedSockets(SystemdSockets.FromEnvironment(), names);
        _planner = new ListenerPlanner(inherited, Dns.GetHostAddressesAsync, _logger);
        _listeners = new ListenerSet(() => Volatile.Read(ref _rooms), inherited, time, loggers);
    }

    /// <summary>Version shown in greetings.</summary>
    public string Version { get; }

    /// <summary>Shown by <c>/metrics</c> beside those of the rooms; set before the start.</summary>
    public IReadOnlyList<IMetricSource> ProcessMetrics { get; set; } = [];

    /// <summary>The open listeners as <c>service=address</c>.</summary>
    public IReadOnlyList<string> Listeners => Volatile.Read(ref _openListeners);

    /// <summary>Makes the rooms; nothing listens yet.</summary>
    /// <exception cref="DirectoryException">The directory's file cannot be made or is not one.</exception>
    public static async Task<FrontDoor> CreateAsync(
        FrontendSettings settings, string version, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        // A server with default backends needs no entry, but it must be able to tell "no entry" from "no file".
        SqliteDirectory.Create(settings.Directory.Path);
        var memory = EvidenceMemory.Create(settings, time, loggers);
        var checkers = await CheckerSet.StartAsync(settings.Checkers, memory.Logins, time, loggers, cancellationToken);
        return new FrontDoor(settings, memory, checkers, version, time, loggers);
    }

    /// <summary>Opens the listeners. Answers the open ones as <c>service=address</c>; empty when the server cannot serve.</summary>
    public async Task<IReadOnlyList<string>> StartAsync(CancellationToken cancellationToken)
    {
        var services = _services.Plan(_settings);
        if (services.WithoutTls.Count > 0)
        {
            return [];
        }

        await _lists.LoadAsync(cancellationToken);
        _background.Keep("lists", _lists.RunAsync);

        var plan = await _planner.PlanAsync(_settings.Listeners, cancellationToken);
        _services.Apply(services);
        var failed = await _listeners.ApplyAsync(plan, _services.Services);
        var open = _listeners.Describe();
        Volatile.Write(ref _openListeners, open);
        if (open.Count == 0 || (failed > 0 && _settings.Process.BindErrorsAreFatal))
        {
            return [];
        }

        await _probes.ServeAsync(_listeners.Protocols);
        if (_fleet is not null)
        {
            _background.Keep("fleet", _fleet.RunAsync);
        }

        _background.Keep("administration", OpenAdministration().RunAsync);
        var options = _rooms.Defence.Options;
        Log.Ready(_logger, Version, string.Join(' ', open), options.MaxConnections, options.MaxPreLoginConnections);
        return open;
    }

    /// <summary>Opens files that are written to anew, after logrotate moved them.</summary>
    public void ReopenFiles() => _memory.Decisions.DecisionLog?.Reopen();

    /// <summary>
    /// Reads all that <paramref name="settings"/> name, so that nothing is left to fail but the binding of new sockets. Null, with a line in
    /// the log, when they cannot be put into force. Changes nothing but the passwd-file, whose old state stays when the new one is unusable.
    /// </summary>
    public async Task<PreparedReload?> PrepareAsync(FrontendSettings settings, CancellationToken cancellationToken)
    {
        var services = _services.Plan(settings);
        if (services.WithoutTls.Count > 0)
        {
            Log.ReloadRefused(_logger, null, $"no usable certificate for {string.Join(", ", services.WithoutTls)}");
            return null;
        }

        var listeners = await _planner.PlanAsync(settings.Listeners, cancellationToken);
        var isSame = _checkers.IsMadeFrom(settings.Checkers);
        var isKept = isSame && !await _checkers.ReloadAsync(cancellationToken);
        var backends = BackendMapping.Registry(settings.Backends);
        var ring = BackendMapping.Ring(settings.Backends);
        var defence = Capacity.Of(settings.Process, settings.Access, _descriptors);

        // Last: these have threads and a timer, which somebody must end.
        var checkers = isSame ? null : await CheckerSet.StartAsync(settings.Checkers, _memory.Logins, _time, _loggers, cancellationToken);
        if (checkers is { IsLoaded: false })
        {
            await checkers.DisposeAsync();
            Log.ReloadRefused(_logger, null, $"{settings.Checkers.PasswdFile} cannot be used");
            return null;
        }

        return new PreparedReload
        {
            Settings = settings,
            Services = services,
            Listeners = listeners,
            Backends = backends,
            Ring = ring,
            Defence = defence,
            Checkers = checkers,
            IsPasswdFileKept = isKept,
        };
    }

    /// <summary>Puts a prepared reload into force for new connections; present sessions go on as they are.</summary>
    public async Task PublishAsync(PreparedReload prepared)
    {
        foreach (var option in RestartNeeds.Between(_started, prepared.Settings))
        {
            Log.NeedsRestart(_logger, option);
        }

        if (prepared.Checkers is { } checkers)
        {
            var old = _checkers;
            _checkers = checkers;
            Volatile.Write(ref _rooms, _rooms with { Gateway = checkers.Gateway, Mechanisms = checkers.Mechanisms });
            _background.Keep("former checkers", token => old.RetireAsync(_time, token));
        }

        _settings = prepared.Settings;
        _checkers.Gateway.Options = LoginMemoryMapping.Options(prepared.Settings.Checkers.Verifier);
        _backends.Replace(prepared.Backends);
        _backendRooms.Replace(prepared.Settings.Pacing);
        _locator.ReplaceDefaults(prepared.Ring);
        _lists.Publish(prepared.Settings, prepared.Defence);
        _pressure.Apply(prepared.Settings.Pressure);
        _rooms.Rules.Load(prepared.Settings.Rules.Rules);
        _services.Apply(prepared.Services);
        var failed = await _listeners.ApplyAsync(prepared.Listeners, _services.Services);
        Volatile.Write(ref _openListeners, _listeners.Describe());
        await _probes.ServeAsync(_listeners.Protocols);
        var troubles = failed + prepared.Services.KeptTls + (prepared.IsPasswdFileKept ? 1 : 0);
        if (troubles > 0)
        {
            Log.ReloadedInPart(_logger, troubles);
            return;
        }

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
        var lead = DrainCut.Lead(_ledger.LoggedIn, bound, _settings.Pacing.DisconnectSpread);
        if (await EndsWithinAsync(empty, bound - lead))
        {
            return true;
        }

        Log.DrainCut(_logger, _ledger.Count);
        await new DrainCut(_ledger, _time).RunAsync(lead, empty);
        StopConnections(force: true);
        await EndsWithinAsync(empty, _forcedEnd);
        return false;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _background.StopAsync();

        // A file that hangs must not keep the process: its threads end with it.
        await EndsWithinAsync(EndRoomsAsync(), _forcedEnd);
        _memory.Leave();
        _probes.Dispose();
        _backendRooms.Dispose();
        _sweeper.Dispose();
        _wheel.Dispose();
        _background.Dispose();
        _memory.Decisions.Dispose();
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

    private async Task EndRoomsAsync()
    {
        await _background.WhenEndedAsync();
        await _checkers.DisposeAsync();
        await _locator.DisposeAsync();
    }

    private SessionRooms ComposeRooms(FrontendSettings settings, DefenceEngine defence, BackendComposition backends) => new()
    {
        Defence = defence,
        Evidence = _memory.Logins.Evidence,
        Pressure = _pressure.Gauge,
        Handshakes = _pressure.Handshakes,
        Gateway = _checkers.Gateway,
        Mechanisms = _checkers.Mechanisms,
        Locator = _locator,
        Backends = _backends,
        Connector = backends.Connector,
        Offer = new CapabilityOffer(backends.Capabilities),
        Rules = new RuleDesk(defence, _time, _loggers.CreateLogger<RuleDesk>()),
        Ledger = _ledger,
        Wheel = _wheel,
        Sweeper = _sweeper,
        Ids = new SessionIds(RestartNeeds.SessionIdsName(settings), _time),
        Time = _time,
    };

    private string? Forget(string user)
    {
        var name = AdminMapping.Forget(Volatile.Read(ref _rooms).Gateway, Volatile.Read(ref _settings).Service.Login, user);
        if (name is not null)
        {
            _fleet?.TellForget(name);
        }

        return name;
    }

    private AdminServer OpenAdministration()
    {
        var rooms = new AdminRooms
        {
            Version = Version,
            Listeners = () => Listeners,
            Connections = _ledger,
            Logins = _rooms.Logins,
            Checkers = () => AdminMapping.Checkers(Volatile.Read(ref _checkers)),
            Backends = _backendRooms.Views,
            Lists = _lists.Rooms,
            MoreMetrics =
            [
                .. ProcessMetrics,
                new BackendMetrics(_backendRooms.Views),
                new GatewayMetrics(() => Volatile.Read(ref _rooms).Gateway.Counters),
                new EvidenceMetrics(() => _memory.History.Counters),
                .. _memory.Decisions.Metrics,
                new LaneMetrics("policy", "Questions to policy servers", () => AdminMapping.PolicyServers(Volatile.Read(ref _checkers))),
                new LaneMetrics("mechanism", "Steps of SASL mechanisms", () => AdminMapping.Mechanisms(Volatile.Read(ref _checkers))),
                .. _pressure.Metrics,
                new AdmissionMetrics(_rooms.Defence),
                .. FleetMetrics.Of(_fleet),
                new RuleMetrics(_rooms.Rules),
                new ListMetrics(_rooms.Defence.Lists),
                new BlocklistMetrics(_lists.Blocklists),
            ],
            Sessions = new SessionControl(_rooms, [new StandingExplanation(_rooms), new RuleExplanation(_rooms.Rules)]),
            Forget = Forget,
        };
        return new AdminServer(AdminMapping.Options(_settings.Admin), rooms, _time, _loggers.CreateLogger<AdminServer>());
    }

    private void StopConnections(bool force)
    {
        foreach (var connection in _ledger.Connections)
        {
            connection.Stop(force);
        }
    }
}
