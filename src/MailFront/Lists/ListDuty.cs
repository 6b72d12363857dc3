using System.Net;
using MailFront.Admin.Lists;
using MailFront.Authentication.Names;
using MailFront.Composition;
using MailFront.Configuration.Settings;
using MailFront.Defence;
using MailFront.Defence.Lists;
using MailFront.Sessions;
using MailFront.Sessions.Lists;
using Microsoft.Extensions.Logging;

namespace MailFront.Lists;

/// <summary>
/// Allow, deny and bans of the process: makes them from the settings, and keeps them, once a second and beside the sessions, in step with files,
/// the file of bans and nftables.
/// </summary>
internal sealed class ListDuty
{
    private const string BanFileName = "mailfront.bans";

    private static readonly TimeSpan _every = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DefenceEngine _engine;
    private readonly BanEnforcer _enforcer;
    private readonly ListFileWatch _allowFile;
    private readonly ListFileWatch _denyFile;
    private readonly BanFile _banFile;
    private readonly NftExport _nft;
    private FrontendSettings _settings;

    /// <summary>Lists from <paramref name="settings"/>, without bans until <see cref="LoadAsync"/>.</summary>
    /// <param name="settings">What the files say.</param>
    /// <param name="engine">Whose options the lists become a part of.</param>
    /// <param name="ledger">Whom bans are carried out on.</param>
    /// <param name="listeners">Open listeners as <c>service=address</c>.</param>
    /// <param name="blocklists">What is asked of block lists.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where lines go.</param>
    public ListDuty(
        FrontendSettings settings,
        DefenceEngine engine,
        ConnectionLedger ledger,
        Func<IReadOnlyList<string>> listeners,
        Blocklists blocklists,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        _engine = engine;
        _time = time;
        Blocklists = blocklists;
        _logger = loggers.CreateLogger<ListDuty>();
        _enforcer = new BanEnforcer(ledger, Lists, time);
        _allowFile = new ListFileWatch("mailfront_allow_file", _logger);
        _denyFile = new ListFileWatch("mailfront_deny_file", _logger);
        _banFile = new BanFile(Path.Combine(settings.ConfigDirectory, BanFileName), Lists.Bans, time, _logger);
        _nft = new NftExport(Lists, () => PortsOf(listeners()), time, _logger);
        _settings = settings;
        Publish(settings, engine.Options);
    }

    /// <summary>Bans, and what the lists say.</summary>
    public AccessLists Lists => _engine.Lists;

    /// <summary>Who else is to know of bans; null for nobody. Set before anybody can make one.</summary>
    public IBanNews? News { get; set; }

    /// <summary>What block lists say; part of the evidence.</summary>
    public Blocklists Blocklists { get; }

    /// <summary>What the administration interface may do.</summary>
    public ListRooms Rooms => new()
    {
        Lists = Lists,
        Target = text => ListMapping.Target(text, Names(Volatile.Read(ref _settings))),
        Enforce = (ban, kick) =>
        {
            News?.Banned(ban, kick);
            return Enforce(ban, kick);
        },
        NoteUnbanned = target =>
        {
            News?.Unbanned(target);
            Log.Unbanned(_logger, target.ToString());
        },
        IsEnforced = () => _engine.Options.Mode == Defence.DefenceMode.Enforce,
        Time = _time,
    };

    /// <summary>Puts the settings of a reload into force, and <paramref name="options"/> with the lists in one step.</summary>
    public void Publish(FrontendSettings settings, DefenceOptions options)
    {
        lock (_lock)
        {
            Volatile.Write(ref _settings, settings);
            _allowFile.Replace(settings.Lists.AllowFile);
            _denyFile.Replace(settings.Lists.DenyFile);
            Lists.Bans.Capacity = settings.Lists.MostBans;
            Blocklists.Replace(settings.Lists);
            PublishLists(options);
        }
    }

    /// <summary>Another node has banned somebody. What is protected here stays so.</summary>
    public void Adopt(Ban ban, bool kick)
    {
        var now = _time.GetElapsedTime(0);
        if (Lists.Ban(ban.Target, ban.Until - now, ban.Reason, now).Ban is { } adopted)
        {
            Enforce(adopted, kick);
        }
    }

    /// <summary>Another node has lifted a ban.</summary>
    public void Lift(string target)
    {
        if (ListMapping.Target(target, Names(Volatile.Read(ref _settings))) is { } known && Lists.Bans.Remove(known))
        {
            Log.Unbanned(_logger, target);
        }
    }

    /// <summary>Takes over the bans of the process before; to be done before anybody may connect.</summary>
    public Task LoadAsync(CancellationToken cancellationToken) => _banFile.LoadAsync(cancellationToken);

    /// <summary>Runs until cancelled; then keeps the bans a last time.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(KeepAsync(cancellationToken), Blocklists.RunAsync(cancellationToken));

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(_every, _time, cancellationToken);
                Look();
                Lists.Bans.Expire(_time.GetElapsedTime(0));
                await _banFile.SaveAsync(cancellationToken);
                await _nft.ExportAsync(Volatile.Read(ref _settings).Lists, cancellationToken);
            }
        }
        finally
        {
            // The process stops: what it was told in its last second counts too.
            await _banFile.SaveAsync(CancellationToken.None);
        }
    }

    private void Look()
    {
        lock (_lock)
        {
            if (_allowFile.Look() | _denyFile.Look())
            {
                PublishLists(_engine.Options);
            }
        }
    }

    // Under the lock: nobody else writes the options.
    private void PublishLists(DefenceOptions options) =>
        _engine.Options = options.With(ListMapping.Snapshot(_settings.Lists, _allowFile.Current, _denyFile.Current, Names(_settings)));

    private int Enforce(Ban ban, bool kick)
    {
        var ended = _engine.Options.Mode == Defence.DefenceMode.Enforce ? _enforcer.Enforce(ban, kick) : 0;
        Log.Banned(_logger, ban.Target.ToString(), (long)ban.Duration.TotalSeconds, ended, ban.Reason);
        return ended;
    }

    // Behind a unix socket nobody has an address.
    private static HashSet<int> PortsOf(IReadOnlyList<string> listeners) =>
        [.. listeners.Select(listener => IPEndPoint.TryParse(listener.AsSpan(listener.IndexOf('=') + 1), out var address) ? address.Port : 0).Where(port => port > 0)];

    private static UserNamePolicy Names(FrontendSettings settings) => new(ServiceMapping.Names(settings.Service.Login));
}
