using System.Globalization;
using MailFront.Defence;
using MailFront.Defence.Decisions;
using MailFront.Defence.Login;

namespace MailFront.Decisions;

/// <summary>Says what a replay found, in words.</summary>
internal sealed class ReplayReport(TextWriter output, int top)
{
    /// <summary>What was read, and what stands in the way of trusting it.</summary>
    public void Input(PolicyReplayRun run, TimeSpan took)
    {
        var progress = run.Progress;
        Line($"played       {progress.Records} records of {progress.Processes} process(es) in {took.TotalSeconds:0.00} s, {progress.Records / Math.Max(took.TotalSeconds, 1e-3):0} a second");
        Warn(run.Garbage, "lines are no part of a decision log");
        Warn(run.Cut, "log(s) end in the middle of a line");
        Warn(progress.NotPlayed, "records stand before any header or are of an unknown kind");
        Warn(progress.Missing, "records are missing in between: what hangs on them may differ");
        Warn(progress.OutOfOrder, "records come again or too late: give each file once, in the order in which they were written");
        Warn(progress.BegunLate, "process(es) knew what is not in the log, from before it begins or from other nodes: what hangs on it may differ");
    }

    /// <summary>How well the recorded policy reproduced itself.</summary>
    public void Reproduced(Reproduction reproduction)
    {
        var same = reproduction.Decisions - reproduction.Different;
        var share = reproduction.Decisions == 0 ? 100 : 100.0 * same / reproduction.Decisions;
        Line($"reproduced   {same} of {reproduction.Decisions} decisions ({Math.Floor(share * 1e4) / 1e4:0.0000} %), {reproduction.Events} events between them");
        foreach (var (recorded, played) in reproduction.Differences)
        {
            Line($"recorded     {ReplayJson.LineOf(recorded)}");
            Line($"now          {ReplayJson.LineOf(played)}");
        }
    }

    /// <summary>What the other policy would have meant.</summary>
    public void Compared(PolicyComparison comparison)
    {
        var outcome = comparison.Conclude();
        Line($"{"",-32}{"recorded",14}{"then",14}");
        foreach (var loginClass in (LoginClass[])[LoginClass.Known, LoginClass.New, LoginClass.Suspect])
        {
            Both($"logins {ReplayJson.NameOf(loginClass)}", comparison.Before.Of(loginClass), comparison.After.Of(loginClass));
        }

        Both("connections let in", comparison.Before.LetIn, comparison.After.LetIn);
        Both("connections refused", comparison.Before.Refused, comparison.After.Refused);
        Both("closed after failures", comparison.Before.Closed, comparison.After.Closed);
        Both("seconds waited for a no", (long)comparison.Before.Waited.TotalSeconds, (long)comparison.After.Waited.TotalSeconds);
        foreach (var reason in Enum.GetValues<VerdictReason>().Where(reason => reason != VerdictReason.None))
        {
            Both($"verdicts {ReplayJson.NameOf(reason)}", comparison.Before.Of(reason), comparison.After.Of(reason));
        }

        Warn(comparison.Forgotten, "records of parties beyond those remembered: they are missing below");
        Parties($"legitimate users hurt: {outcome.Hurt.Count} of {comparison.Legitimate} who logged in", outcome.Hurt);
        Parties($"legitimate users treated better: {outcome.Eased.Count}", outcome.Eased);
        Parties($"attacks stopped or slowed: {outcome.Stopped.Count} (never logged in)", outcome.Stopped);
        Parties($"attacks let go further: {outcome.Freed.Count} (never logged in)", outcome.Freed);
    }

    private void Parties(string title, IReadOnlyList<(AffectedParty Party, PolicyEffect Effect)> parties)
    {
        Line($"{title}");
        foreach (var (party, effect) in ReplayJson.Worst(parties, top))
        {
            var effects = new List<string>();
            Say(effects, effect.Refused, "closed or refused");
            Say(effects, effect.Suspected, "suspect");
            Say(effects, effect.Admitted, "let in or left open");
            Say(effects, effect.Cleared, "no longer suspect");
            if (effect.Retimed > 0)
            {
                effects.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{effect.Retimed} answers {Math.Abs(effect.Later.TotalSeconds):0.##} s {(effect.Later >= TimeSpan.Zero ? "later" : "earlier")} in all"));
            }

            Line($"  {party.User ?? "(no user named)"} from {party.Source?.ToString() ?? "a unix socket"}: {string.Join(", ", effects)}");
        }

        if (parties.Count > top)
        {
            Line($"  and {parties.Count - top} more");
        }
    }

    private static void Say(List<string> effects, int count, string what)
    {
        if (count > 0)
        {
            effects.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {what}"));
        }
    }

    private void Both(string what, long before, long after)
    {
        if (before != 0 || after != 0)
        {
            Line($"  {what,-30}{before,14}{after,14}");
        }
    }

    private void Warn(long count, string what)
    {
        if (count > 0)
        {
            Line($"note         {count} {what}");
        }
    }

    private void Line(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
