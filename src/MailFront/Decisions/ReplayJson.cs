using System.Buffers;
using System.Text;
using System.Text.Json;
using MailFront.Defence;
using MailFront.Defence.Decisions;
using MailFront.Defence.Login;

namespace MailFront.Decisions;

/// <summary>What a replay found, for programs.</summary>
internal static class ReplayJson
{
    /// <summary>The whole report as one line.</summary>
    public static string Of(PolicyReplayRun run, TimeSpan took, int top)
    {
        var progress = run.Progress;
        var outcome = run.Comparison?.Conclude();
        return JsonSerializer.Serialize(new
        {
            records = progress.Records,
            seconds = took.TotalSeconds,
            processes = progress.Processes,
            begunLate = progress.BegunLate,
            missing = progress.Missing,
            outOfOrder = progress.OutOfOrder,
            notPlayed = progress.NotPlayed,
            garbage = run.Garbage,
            cut = run.Cut,
            decisions = run.Reproduction.Decisions,
            different = run.Reproduction.Different,
            differences = run.Comparison is not null ? null : run.Reproduction.Differences.Select(pair => new
            {
                recorded = JsonDocument.Parse(LineOf(pair.Recorded)).RootElement,
                now = JsonDocument.Parse(LineOf(pair.Played)).RootElement,
            }),
            comparison = outcome is null ? null : new
            {
                legitimate = run.Comparison!.Legitimate,
                forgotten = run.Comparison.Forgotten,
                before = Totals(run.Comparison.Before),
                after = Totals(run.Comparison.After),
                hurtCount = outcome.Hurt.Count,
                hurt = Parties(outcome.Hurt, top),
                easedCount = outcome.Eased.Count,
                eased = Parties(outcome.Eased, top),
                stoppedCount = outcome.Stopped.Count,
                stopped = Parties(outcome.Stopped, top),
                freedCount = outcome.Freed.Count,
                freed = Parties(outcome.Freed, top),
            },
        });
    }

    /// <summary>A record as it stands in a log.</summary>
    public static string LineOf(in DecisionRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new DecisionLineWriter(buffer, names: null);
        writer.Write(record);
        return Encoding.UTF8.GetString(buffer.WrittenSpan).TrimEnd();
    }

    /// <summary>A value's name, as in a log.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => Encoding.UTF8.GetString(EnumNames<T>.Of(value));

    /// <summary>The first of <paramref name="parties"/>, those who would feel it most.</summary>
    public static IEnumerable<(AffectedParty Party, PolicyEffect Effect)> Worst(
        IReadOnlyList<(AffectedParty Party, PolicyEffect Effect)> parties, int top) =>
        parties.OrderByDescending(party => Math.Abs(party.Effect.Weight)).ThenBy(party => party.Party.User, StringComparer.Ordinal).Take(top);

    private static object Totals(PolicyTotals totals) => new
    {
        letIn = totals.LetIn,
        refused = totals.Refused,
        closed = totals.Closed,
        answers = totals.Answers,
        waitedSeconds = totals.Waited.TotalSeconds,
        classes = Enum.GetValues<LoginClass>().ToDictionary(NameOf, totals.Of),
        reasons = Enum.GetValues<VerdictReason>().ToDictionary(NameOf, totals.Of),
    };

    private static object Parties(IReadOnlyList<(AffectedParty Party, PolicyEffect Effect)> parties, int top) => Worst(parties, top).Select(party => new
    {
        user = party.Party.User,
        source = party.Party.Source?.ToString(),
        suspected = party.Effect.Suspected,
        cleared = party.Effect.Cleared,
        refused = party.Effect.Refused,
        admitted = party.Effect.Admitted,
        retimed = party.Effect.Retimed,
        laterSeconds = party.Effect.Later.TotalSeconds,
    });
}
