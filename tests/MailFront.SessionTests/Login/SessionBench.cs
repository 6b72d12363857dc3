using System.Net;
using MailFront.Authentication;
using MailFront.Authentication.Lanes;
using MailFront.Authentication.Mechanisms;
using MailFront.Authentication.Names;
using MailFront.Authentication.Verifiers;
using MailFront.Backends;
using MailFront.Backends.Capabilities;
using MailFront.Backends.Health;
using MailFront.Backends.Registry;
using MailFront.Defence;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;
using MailFront.Defence.Rules;
using MailFront.Directory;
using MailFront.Directory.Sqlite;
using MailFront.Protocol;
using MailFront.Sessions;
using MailFront.Sessions.Login;
using MailFront.Sessions.Rules;
using MailFront.SessionTests.Backends;
using MailFront.TestKit.Backends;
using MailFront.TestKit.Streams;
using MailFront.TestKit.Time;
using MailFront.Transport.Deadlines;
using MailFront.Transport.Handshakes;
using MailFront.Transport.Managed;
using MailFront.Transport.Relaying;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.SessionTests.Login;

/// <summary>All rooms of a server in memory, on a clock that stands still, with one service and one scripted backend, <c>old</c> unless told otherwise.</summary>
internal sealed class SessionBench : IAsyncDisposable
{
    private const int DefaultSize = 10;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("mailfront-test-").FullName;
    private readonly List<Task> _sessions = [];
    private readonly int _maxWaiting;
    private readonly int _maxRunning;
    private readonly ILoginEvidence _evidence;

    public SessionBench(MailProtocol protocol, Func<ServiceSettings, ServiceSettings>? change = null, BackendEndpoint? backend = null, int maxWaiting = 0, int size = DefaultSize)
    {
        _maxWaiting = maxWaiting;
        _maxRunning = size == DefaultSize ? 1 : size;
        _evidence = new RuledEvidence(size == DefaultSize
            ? new LoginHistory(new LoginHistoryOptions { Pairs = 64, Failures = 64, Addresses = 64, GuessedPairs = 64, RememberedUsers = 64 }, KeyedHash.Random())
            : new OneClass(LoginClass.Known));
        var path = Path.Combine(_folder, "directory.db");
        SqliteDirectory.Create(path);
        Wheel = new DeadlineWheel(Time, NullLogger<DeadlineWheel>.Instance);
        Sweeper = new IdleSweeper(Time, NullLogger<IdleSweeper>.Instance);
        var registry = new BackendRegistry(new BackendRegistryOptions { Backends = [backend ?? BackendBench.Generic] });
        Capabilities = new BackendCapabilities(registry);
        Locator = new MailboxLocator(
            new MailboxLocatorOptions { Path = path, DefaultBackends = DefaultBackendRing.Of([(backend ?? BackendBench.Generic).Name]) }, Time, NullLogger<MailboxLocator>.Instance);
        var defence = new DefenceEngine(new DefenceOptions { MaxConnections = size, MaxPreLoginConnections = size });
        Rooms = new SessionRooms
        {
            Defence = defence,
            Rules = new RuleDesk(defence, Time, NullLogger<RuleDesk>.Instance),
            Evidence = _evidence,
            Gateway = GatewayTo(Checker),
            Locator = Locator,
            Backends = registry,
            Connector = new BackendConnector(
                Dialer, Wheel, Time, Capabilities, new BackendHealth(new BackendHealthOptions(), Time), NullLogger<BackendConnector>.Instance),
            Offer = new CapabilityOffer(Capabilities),
            Ledger = new ConnectionLedger(),
            Wheel = Wheel,
            Sweeper = Sweeper,
            Ids = new SessionIds("fe", Time),
            Time = Time,
        };
        var settings = new ServiceSettings
        {
            Identity = new ServerIdentity("fe.test", ServerDisclosure.On, "1.0"),
            UserNames = new UserNamePolicy(new UserNameOptions()),
            Relay = new RelayOptions(),
            Login = new LoginOptions { AllowPlaintext = true },
        };
        Service = new Service("imap", protocol, change is null ? settings : change(settings), Log);
        Gate = new AdmissionGate(() => Rooms, Service);
    }

    public ManualTimeProvider Time { get; } = new();

    public DeadlineWheel Wheel { get; }

    public IdleSweeper Sweeper { get; }

    public ScriptedDialer Dialer { get; } = new();

    /// <summary>The checker is asked each time, unless the test sets other options at the gateway.</summary>
    public static VerifierOptions Verifiers { get; } = new() { RightFor = TimeSpan.Zero, WrongFor = TimeSpan.Zero };

    public KnownPasswords Checker { get; } = new();

    /// <summary>Asked before <see cref="Checker"/>.</summary>
    public ScriptedPolicy Policy { get; } = new();

    /// <summary>The queue before <see cref="Checker"/>.</summary>
    public CheckerGroup Group { get; private set; } = null!;

    public BackendCapabilities Capabilities { get; }

    public MailboxLocator Locator { get; }

    public SessionRooms Rooms { get; private set; }

    public Service Service { get; }

    public AdmissionGate Gate { get; }

    public RecordedLog<Service> Log { get; } = new();

    /// <summary>Waits, without sleeping, until <paramref name="condition"/> holds.</summary>
    public static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(_patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Connects a client from <paramref name="address"/> and reads nothing yet; <paramref name="window"/> bytes are taken unread.</summary>
    public ClientEnd Connect(string address = "198.51.100.7", int window = DuplexStreamPair.DefaultCapacity)
    {
        var pair = new DuplexStreamPair(window);
        pair.Server.NamedRemote = new IPEndPoint(IPAddress.Parse(address), 4242);
        pair.Server.NamedLocal = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 143);
        if (Gate.Filter(pair.Server.NamedRemote))
        {
            Gate.Enter(new ManagedChannel(pair.Server));
            _sessions.Add(Gate.Started);
        }
        else
        {
            pair.Server.Abort();
        }

        return new ClientEnd(pair);
    }

    /// <summary>Connects and reads the greeting.</summary>
    public async Task<ClientEnd> ConnectAndReadGreetingAsync()
    {
        var client = Connect();
        await client.ReadLineAsync();
        return client;
    }

    /// <summary>Waits until every session is over.</summary>
    public Task WhenClosedAsync() => Task.WhenAll(_sessions).WaitAsync(_patience);

    /// <summary>Waits until the one session is parked: its own deadline and the delay are both on the wheel.</summary>
    public Task WhenParkedAsync() => WaitUntilAsync(
        () => Wheel.Count == 2 && Rooms.Ledger.Connections.Any(connection => connection.State == ConnectionState.Parked));

    /// <summary>Does what a reload does that changes the checkers.</summary>
    public void ReplaceChecker(KnownPasswords checker) => Rooms = Rooms with { Gateway = GatewayTo(checker) };

    /// <summary>Does what a reload does that changes the mechanisms.</summary>
    public void OfferMechanisms(MechanismCatalogue catalogue) => Rooms = Rooms with { Mechanisms = catalogue };

    /// <summary>Lets handshakes come to their turn through <paramref name="gate"/>.</summary>
    public void UseGate(HandshakeGate gate) => Rooms = Rooms with { Handshakes = gate };

    public void AddBackend(string transcript) => Dialer.Add(new ScriptedBackend(transcript));

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in Rooms.Ledger.Connections)
        {
            connection.Stop(force: true);
        }

        await WhenClosedAsync();
        await Locator.DisposeAsync();
        Sweeper.Dispose();
        Wheel.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private AuthenticationGateway GatewayTo(KnownPasswords checker) =>
        new(
            [Group = new CheckerGroup(checker, _maxRunning, new CheckerGroupOptions { MaxWaiting = _maxWaiting }, Time, NullLogger<CheckerGroup>.Instance)],
            [Policy],
            Verifiers,
            new LoginMemory(_evidence),
            Time);
}
