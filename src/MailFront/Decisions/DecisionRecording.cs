using MailFront.Admin.Metrics;
using MailFront.Configuration.Settings;
using MailFront.Defence.Decisions;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;
using MailFront.Transport;
using Microsoft.Extensions.Logging;

namespace MailFront.Decisions;

/// <summary>Whether decisions are recorded, and what the rooms get in either case.</summary>
internal sealed class DecisionRecording : IDisposable
{
    private DecisionRecording(LoginHistory history, DecisionLog? log)
    {
        History = history;
        Evidence = log is null ? history : new RecordedEvidence(history, log);
        DecisionLog = log;
    }

    /// <summary>The evidence itself.</summary>
    public LoginHistory History { get; }

    /// <summary>The evidence; recorded if asked for.</summary>
    public ILoginEvidence Evidence { get; }

    /// <summary>For the engine; null when nothing is recorded.</summary>
    public IDecisionSink? Sink => DecisionLog;

    /// <summary>The log; null when there is none.</summary>
    public DecisionLog? DecisionLog { get; }

    /// <summary>What there is to show.</summary>
    public IReadOnlyList<IMetricSource> Metrics => DecisionLog is { } log ? [new DecisionMetrics(log)] : [];

    /// <summary>Begins as <paramref name="settings"/> ask, before anything is asked of <paramref name="history"/>.</summary>
    /// <param name="settings">Whether, where and how.</param>
    /// <param name="history">The evidence.</param>
    /// <param name="options">Its limits.</param>
    /// <param name="key">Of its hash.</param>
    /// <param name="hasMore">Whether it knows more than the log will tell: what was kept over a restart, or comes from other nodes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">For what an operator should know.</param>
    public static DecisionRecording Start(
        DecisionSettings settings, LoginHistory history, LoginHistoryOptions options, byte[] key, bool hasMore, TimeProvider time, ILoggerFactory loggers)
    {
        if (settings.LogFile is not { } path)
        {
            return new DecisionRecording(history, null);
        }

        var log = new DecisionLog(
            new DecisionLogOptions
            {
                Path = path,
                EvidenceKey = key,
                Evidence = options,
                HasMore = hasMore,
                Connections = DescriptorLimit.Raise().SessionCapacity,
                Names = settings.HashesUsers ? KeyedHash.Random() : null,
            },
            time,
            loggers.CreateLogger("mailfront"));
        return new DecisionRecording(history, log);
    }

    /// <inheritdoc/>
    public void Dispose() => DecisionLog?.Dispose();
}
