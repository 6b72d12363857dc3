using MailFront.Authentication;
using MailFront.Configuration.Settings;
using MailFront.Decisions;
using MailFront.Defence.Evidence;
using MailFront.Defence.Fleet;
using MailFront.Defence.Login;
using MailFront.Defence.Lists;
using MailFront.Defence.Rules;
using MailFront.Lists;
using Microsoft.Extensions.Logging;

namespace MailFront.Composition;

/// <summary>The evidence of past logins: its keys, what a former process left of it, and what is left of it in turn.</summary>
internal sealed class EvidenceMemory
{
    private readonly EvidenceKeys _keys;
    private readonly EvidenceFile? _file;

    private EvidenceMemory(LoginHistory history, EvidenceKeys keys, EvidenceFile? file, FleetOutbox? outbox, DecisionRecording decisions, Blocklists blocklists)
    {
        Blocklists = blocklists;
        _keys = keys;
        _file = file;
        History = history;
        Outbox = outbox;
        Decisions = decisions;
        Logins = new LoginMemory(new RuledEvidence(new ListedEvidence(decisions.Evidence, blocklists)), keys.Fingerprint);
    }

    /// <summary>The evidence.</summary>
    public LoginHistory History { get; }

    /// <summary>What gateways share.</summary>
    public LoginMemory Logins { get; }

    /// <summary>What DNS block lists say.</summary>
    public Blocklists Blocklists { get; }

    /// <summary>What is recorded of what is decided from it.</summary>
    public DecisionRecording Decisions { get; }

    /// <summary>Where observations wait for other nodes; null when there are none.</summary>
    public FleetOutbox? Outbox { get; }

    /// <summary>Made once, and kept over reloads.</summary>
    public static EvidenceMemory Create(FrontendSettings settings, TimeProvider time, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger("mailfront");
        var file = settings.EvidenceFile is { } path ? new EvidenceFile(path, settings.Fleet, time, logger) : null;
        var saved = file?.Take();
        var keys = settings.Fleet is { } fleet ? EvidenceKeys.Of(FleetMembership.SealOf(fleet)) : saved?.Keys ?? EvidenceKeys.Random();
        var outbox = settings.Fleet is null ? null : new FleetOutbox();
        var options = new LoginHistoryOptions();
        var history = new LoginHistory(options, new KeyedHash(keys.Hash), outbox);
        var isRestored = saved is not null && saved.Keys.AreEqualTo(keys) && history.TryLoad(saved.Tables.Span, saved.Ago, time.GetElapsedTime(0));
        if (isRestored)
        {
            Log.EvidenceRestored(logger, saved!.Ago.TotalSeconds);
        }

        var decisions = DecisionRecording.Start(settings.Decisions, history, options, keys.Hash, isRestored || outbox is not null, time, loggers);
        return new EvidenceMemory(history, keys, file, outbox, decisions, new Blocklists(time));
    }

    /// <summary>Leaves what is known for the next process.</summary>
    public void Leave() => _file?.Leave(History, _keys);
}
