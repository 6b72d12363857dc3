using System.Globalization;
using MailFront.Defence;
using MailFront.Protocol;
using MailFront.Sessions.Rules;

namespace MailFront.Admin.Sessions;

/// <summary>The open connections, the rules that match them, what rules have done, and how failed logins were judged.</summary>
public sealed class RuleExplanation(RuleDesk desk) : IExplanationSource
{
    /// <summary>Most lines of a kind.</summary>
    internal const int MostLines = 20;

    /// <inheritdoc/>
    public IEnumerable<string> Explain(ExplanationSubject subject)
    {
        yield return $"{subject.Open.Count} connections open";
        foreach (var row in subject.Open.Take(MostLines))
        {
            yield return $"open: {row.Id} {Source(row)} {RowText.Of(row)}";
            foreach (var rule in desk.Book.Rules.Where(rule => rule.Rule.Condition.Matches(row)))
            {
                yield return $"rule {rule.Rule.Name} ({MetricNames.Of(rule.Rule.Mode)}, {MetricNames.Of(rule.Origin)}) is true of {row.Id} now: {rule.Rule.Text}";
            }
        }

        foreach (var decision in desk.Actions.Newest(subject.IsAbout, MostLines))
        {
            yield return Action(decision);
        }

        foreach (var decision in desk.Verdicts.Newest(subject.IsAbout, MostLines))
        {
            yield return Verdict(decision);
        }
    }

    private static string Action(RecentDecision decision)
    {
        var rule = decision.Rule!;
        return $"{When(decision)} rule {rule.Name} {(decision.IsEnforced ? "acted" : "would have acted")}: {rule.Text}; {decision.Row.Id} {Source(decision.Row)} was "
            + $"{RowText.Of(decision.Row)}; asked again with this, the condition is {(rule.Condition.Matches(decision.Row) ? "true" : "false")}";
    }

    private static string Verdict(RecentDecision decision)
    {
        var (facts, verdict) = (decision.Facts ?? default, decision.Verdict);
        var what = verdict.Reason == VerdictReason.Unavailable ? "a login could not be decided or served" : $"failure {facts.Failures} on the connection";
        var withheld = verdict.Withheld == VerdictReason.None ? string.Empty : $"; {verdict.Withheld} was not carried out, as mailfront_defence is observe";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{When(decision)} verdict {verdict.Reason}: {what}, class {facts.Class?.ToString().ToLowerInvariant() ?? "none"}, distinct wrong passwords {facts.DistinctFailures}, alarm {(facts.IsAlarmed ? "yes" : "no")}, rules asked for {facts.RuleDelay.TotalSeconds} s: "
            + $"answered {(facts.CredentialAge + verdict.Delay).TotalSeconds:0.###} s after the credential, then {(verdict.Action == VerdictAction.AnswerAndClose ? "closed" : "another try")}{withheld}; {decision.Row.Id} {Source(decision.Row)} user {LoggableText.From(decision.Row.User)}");
    }

    private static string When(RecentDecision decision) => decision.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Source(ConnectionRow row) => SessionView.Plain(row.Source)?.ToString() ?? "unix socket";
}
