using MailFront.Authentication;
using MailFront.Authentication.Checkers;
using MailFront.Authentication.Hashing;
using MailFront.Authentication.Lanes;
using MailFront.Authentication.Mechanisms;
using MailFront.Authentication.PasswdFiles;
using MailFront.Authentication.Policy;
using MailFront.Configuration.Settings;
using MailFront.Transport.Outbound;
using Microsoft.Extensions.Logging;

namespace MailFront.Composition;

/// <summary>The gateway with the checkers that the files ask for, and what they keep open.</summary>
internal sealed class CheckerSet : IAsyncDisposable
{
    private static readonly TimeSpan _lookInterval = TimeSpan.FromMilliseconds(250);

    // 1 s in line, 2 s for advice, and the longest delay that it may ask for.
    private static readonly TimeSpan _policyBound = TimeSpan.FromSeconds(18);

    private readonly CheckerSettings _settings;
    private readonly MechanismSet _mechanisms;
    private readonly PasswdFile? _passwdFile;
    private readonly IReadOnlyList<object> _keptOpen;

    private CheckerSet(
        CheckerSettings settings,
        AuthenticationGateway gateway,
        IReadOnlyList<CheckerGroup> groups,
        MechanismSet mechanisms,
        PasswdFile? passwdFile,
        IReadOnlyList<object> keptOpen)
    {
        _settings = settings;
        Gateway = gateway;
        Groups = groups;
        _mechanisms = mechanisms;
        _passwdFile = passwdFile;
        _keptOpen = keptOpen;
    }

    /// <summary>The way to a verdict.</summary>
    public AuthenticationGateway Gateway { get; }

    /// <summary>The queues before the checkers, for metrics.</summary>
    public IReadOnlyList<CheckerGroup> Groups { get; }

    /// <summary>The line before the policy server, for metrics.</summary>
    public IReadOnlyList<GroupSnapshot> TakePolicySnapshots() => [.. _keptOpen.OfType<HttpPolicyServer>().Select(policy => policy.TakeSnapshot())];

    /// <summary>The lines before what mechanisms ask, for metrics.</summary>
    public IReadOnlyList<GroupSnapshot> TakeMechanismSnapshots() => _mechanisms.TakeSnapshots();

    /// <summary>Which mechanisms can be answered with them.</summary>
    public MechanismCatalogue Mechanisms => _mechanisms.Catalogue;

    /// <summary>Whether the passwd-file, if one is asked for, could be loaded; without it every question is "unavailable".</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>
    /// Makes the checkers in their order and loads the passwd-file, if one is asked for. The gateway goes on with the evidence in <paramref name="memory"/>.
    /// </summary>
    public static async Task<CheckerSet> StartAsync(
        CheckerSettings settings, LoginMemory memory, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        AuthenticationGateway? gateway = null;
        PasswdFile? file = null;
        if (settings.Checkers.Contains(CheckerKind.PasswdFile))
        {
            file = new PasswdFile(settings.PasswdFile ?? string.Empty, time, loggers.CreateLogger<PasswdFile>())
            {
                Changed = () => gateway?.ForgetAnswers(),
            };
        }

        var hashing = file is not null || settings.Sql is not null
            ? new HashingThreads(HashingThreads.DefaultCount(Environment.ProcessorCount))
            : null;

        var options = new CheckerGroupOptions
        {
            MaxWaiting = settings.Queue,
            Deadline = settings.Deadline,
            ReservedForKnown = settings.ReservedPercent / 100.0,
            SuspectShare = settings.SuspectPercent / 100.0,
        };
        var groups = new List<CheckerGroup>();
        var keptOpen = new List<object>();
        var connector = new OutboundConnector(time);
        foreach (var kind in settings.Checkers)
        {
            CheckerEndpoint[] endpoints = kind switch
            {
                CheckerKind.PasswdFile when file is not null && hashing is not null =>
                    [new("passwd-file", new PasswdFileChecker(file, hashing), hashing.Count)],
                CheckerKind.Ldap when settings.Ldap is not null => LdapMapping.Endpoints(settings.Ldap, settings, connector, time),
                CheckerKind.Sql when settings.Sql is not null && hashing is not null => [SqlMapping.Endpoint(settings.Sql, settings, hashing)],
                CheckerKind.Imap or CheckerKind.Http or CheckerKind.DovecotAuth => RemoteCheckers.Endpoints(kind, settings, connector, time, loggers),
                _ => Saslauthd(settings, time),
            };
            keptOpen.AddRange(endpoints.Select(endpoint => endpoint.Checker));
            groups.Add(new CheckerGroup(endpoints[0].Checker.Name, endpoints, options, time, loggers.CreateLogger<CheckerGroup>()));
        }

        HttpPolicyServer[] policies = RemoteCheckers.PolicyServer(settings, time, loggers) is { } policy ? [policy] : [];
        keptOpen.AddRange(policies);
        gateway = new AuthenticationGateway(groups, policies, LoginMemoryMapping.Options(settings.Verifier), memory, time)
        {
            CheckersNameUsers = settings.Checkers.Any(kind => kind is CheckerKind.Http or CheckerKind.DovecotAuth),
            CheckersSeeSources = settings.Checkers.Any(kind => kind is CheckerKind.Http or CheckerKind.DovecotAuth
                || (kind == CheckerKind.Saslauthd && settings.Remote.SaslauthdReadsClientAddress)),
        };
        var mechanisms = new MechanismSet(settings, file, hashing, time, loggers);
        keptOpen.AddRange(new object?[] { hashing, mechanisms, file }.OfType<object>());
        var made = new CheckerSet(settings, gateway, groups, mechanisms, file, keptOpen);
        try
        {
            await made.LoadAsync(cancellationToken);
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>True when <paramref name="settings"/> ask for the same checkers. How long answers are kept is no matter of the checkers.</summary>
    public bool IsMadeFrom(CheckerSettings settings) =>
        settings.Checkers.SequenceEqual(_settings.Checkers)
        && settings with { Checkers = _settings.Checkers, Verifier = _settings.Verifier } == _settings;

    /// <summary>Reads the passwd-file again now, and looks for the keytab. False when its old state stays in force.</summary>
    public async ValueTask<bool> ReloadAsync(CancellationToken cancellationToken)
    {
        _mechanisms.Look();
        return _passwdFile is null || await _passwdFile.ReloadAsync(cancellationToken);
    }

    /// <summary>
    /// Disposes once nothing is asked any more: connections that read <see cref="Gateway"/> before it was replaced get their answers. At most
    /// as long as a question may take; cancelling ends the wait, not the disposal.
    /// </summary>
    public async Task RetireAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var bound = Groups.Aggregate(_policyBound, (sum, group) => sum + group.Deadline);
        var began = time.GetTimestamp();
        try
        {
            // Between two lanes a question is in neither for a moment: one empty look proves nothing.
            for (var emptyLooks = 0; emptyLooks < 2 && time.GetElapsedTime(began) < bound;)
            {
                await Task.Delay(_lookInterval, time, cancellationToken);
                emptyLooks = Gateway.Pending == 0 ? emptyLooks + 1 : 0;
            }
        }
        finally
        {
            await DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var system in _keptOpen)
        {
            if (system is IAsyncDisposable open)
            {
                await open.DisposeAsync();
            }
            else if (system is IDisposable held)
            {
                held.Dispose();
            }
        }
    }

    private static CheckerEndpoint[] Saslauthd(CheckerSettings settings, TimeProvider time)
    {
        var paths = settings.SaslauthdPaths;
        return [.. paths.Select(path => new CheckerEndpoint(
            paths.Count == 1 ? "saslauthd" : path,
            new SaslauthdChecker(SaslauthdPath.Resolve(path), time) { TellsClientAddress = settings.Remote.SaslauthdReadsClientAddress },
            settings.Concurrency))];
    }

    private async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        IsLoaded = _passwdFile is null || await _passwdFile.StartAsync(cancellationToken);
        await _mechanisms.StartAsync(cancellationToken);
    }
}
