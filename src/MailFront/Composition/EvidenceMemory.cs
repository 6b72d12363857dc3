using MailFront.Authentication;
using MailFront.Configuration.Settings;
using MailFront.Defence.Evidence;
using MailFront.Defence.Fleet;
using MailFront.Defence.Login;
using MailFront.Defence.Sealing;
using Microsoft.Extensions.Logging;

namespace MailFront.Composition;

/// <summary>The evidence of past logins: its keys, what a former process left of it, and what is left of it in turn.</summary>
internal sealed class EvidenceMemory
{
    private readonly EvidenceKeys _keys;
    private readonly EvidenceFile? _file;

    private EvidenceMemory(LoginHistory history, EvidenceKeys keys, EvidenceFile? file, FleetOutbox? outbox)
    {
        _keys = keys;
        _file = file;
        History = history;
        Outbox = outbox;
        Logins = new LoginMemory(history, keys.Fingerprint);
    }

    /// <summary>The evidence.</summary>
    public LoginHistory History { get; }

    /// <summary>What gateways share.</summary>
    public LoginMemory Logins { get; }

    /// <summary>Where observations wait for other nodes; null when there are none.</summary>
    public FleetOutbox? Outbox { get; }

    /// <summary>Made once, and kept over reloads.</summary>
    public static EvidenceMemory Create(FrontendSettings settings, TimeProvider time, ILogger logger)
    {
        var file = settings.EvidenceFile is { } path ? new EvidenceFile(path, settings.Fleet, time, logger) : null;
        var saved = file?.Take();
        var keys = settings.Fleet is { } fleet ? EvidenceKeys.Of(FleetMembership.SealOf(fleet)) : saved?.Keys ?? EvidenceKeys.Random();
        var outbox = settings.Fleet is null ? null : new FleetOutbox();
        var history = new LoginHistory(new LoginHistoryOptions(), new KeyedHash(keys.Hash), outbox);
        if (saved is not null && saved.Keys.AreEqualTo(keys) && history.TryLoad(saved.Tables.Span, saved.Ago, time.GetElapsedTime(0)))
        {
            Log.EvidenceRestored(logger, saved.Ago.TotalSeconds);
        }

        return new EvidenceMemory(history, keys, file, outbox);
    }

    /// <summary>Leaves what is known for the next process.</summary>
    public void Leave() => _file?.Leave(History, _keys);
}
