using System.Security.Cryptography;
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

    /// <summary>Begins as <paramref name="settings"/> ask.</summary>
    public static DecisionRecording Start(DecisionSettings settings, TimeProvider time, ILoggerFactory loggers)
    {
        var key = RandomNumberGenerator.GetBytes(DecisionLogHeader.KeyBytes);
        var options = new LoginHistoryOptions();
        var evidence = new LoginHistory(options, new KeyedHash(key));
        if (settings.LogFile is not { } path)
        {
            return new DecisionRecording(evidence, null);
        }

        var log = new DecisionLog(
            new DecisionLogOptions
            {
                Path = path,
                EvidenceKey = key,
                Evidence = options,
                Connections = DescriptorLimit.Raise().SessionCapacity,
                Names = settings.HashesUsers ? KeyedHash.Random() : null,
            },
            time,
            loggers.CreateLogger("mailfront"));
        return new DecisionRecording(evidence, log);
    }

    /// <inheritdoc/>
    public void Dispose() => DecisionLog?.Dispose();
}
