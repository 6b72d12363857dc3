using System.Net;
using MailFront.Defence;
using Microsoft.Extensions.Logging;

namespace MailFront.Sessions.Rules;

/// <summary>Counts and tells verdicts that <c>mailfront_defence: observe</c> did not carry out: a line a second for each reason. Thread-safe.</summary>
public sealed class WithheldVerdicts
{
    private static readonly TimeSpan _logEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly long[] _counts = new long[Enum.GetValues<VerdictReason>().Length];
    private readonly long[] _reported;
    private readonly long?[] _reportedAt;

    internal WithheldVerdicts(TimeProvider time, ILogger logger)
    {
        _time = time;
        _logger = logger;
        _reported = new long[_counts.Length];
        _reportedAt = new long?[_counts.Length];
    }

    /// <summary>How many were for <paramref name="reason"/>.</summary>
    public long CountOf(VerdictReason reason) => Interlocked.Read(ref _counts[(int)reason]);

    internal void Note(in Verdict verdict, IPEndPoint? client)
    {
        if (verdict.Withheld == VerdictReason.None)
        {
            return;
        }

        var reason = (int)verdict.Withheld;
        var count = Interlocked.Increment(ref _counts[reason]);
        var now = _time.GetTimestamp();
        lock (_gate)
        {
            if (_reportedAt[reason] is { } last && _time.GetElapsedTime(last, now) < _logEvery)
            {
                return;
            }

            count -= _reported[reason];
            _reported[reason] += count;
            _reportedAt[reason] = now;
        }

        RuleLog.VerdictWithheld(_logger, verdict.Withheld, ClientAddress.Of(client), count);
    }
}
