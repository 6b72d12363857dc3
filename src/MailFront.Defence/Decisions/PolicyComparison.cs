using System.Net;
using MailFront.Defence.Login;

namespace MailFront.Defence.Decisions;

/// <summary>
/// What another policy would have meant for those who were in the log. Legitimate is who has logged in: a user at a source with a success anywhere in
/// the log. What befell a source before a user was named falls on everybody who has logged in from that address.
/// </summary>
/// <remarks>Memory is bounded: beyond <see cref="MostParties"/> of a kind the sums stay right, and who it was is not known.</remarks>
public sealed class PolicyComparison
{
    /// <summary>Parties remembered of each kind: some 100 MB at worst.</summary>
    public const int MostParties = 500_000;

    private readonly int _most;
    private readonly HashSet<AffectedParty> _legitimate = [];
    private readonly Dictionary<AffectedParty, PolicyEffect> _effects = [];

    /// <summary>A comparison that remembers <paramref name="most"/> parties of each kind.</summary>
    public PolicyComparison(int most = MostParties) => _most = most;

    /// <summary>What the recorded policy did.</summary>
    public PolicyTotals Before { get; } = new();

    /// <summary>What the other one would have done.</summary>
    public PolicyTotals After { get; } = new();

    /// <summary>Records whose party was not remembered.</summary>
    public long Forgotten { get; private set; }

    /// <summary>Users who have logged in, at each source once.</summary>
    public int Legitimate => _legitimate.Count;

    /// <summary>Whether the connection of a verdict is turned away before a login is judged.</summary>
    public static bool IsRefusal(in Verdict verdict) => verdict.Action is not (VerdictAction.Proceed or VerdictAction.AnswerAndClose);

    /// <summary>Takes note of one record and of what the replay made of it.</summary>
    public void Note(in DecisionRecord recorded, in DecisionRecord played)
    {
        Before.Add(recorded);
        After.Add(played);
        if (recorded.Kind == DecisionKind.Observed && recorded.Result == LoginResult.Succeeded)
        {
            NoteLegitimate(new AffectedParty(recorded.Login.User, recorded.Login.Source));
        }
        else if (recorded.Kind == DecisionKind.Assessed && recorded.Answer != played.Answer)
        {
            NoteClass(recorded, played);
        }
        else if (recorded.Kind == DecisionKind.Verdict && recorded.Answer != played.Answer)
        {
            NoteVerdict(recorded, played);
        }
    }

    /// <summary>Sorts who would have felt it into legitimate users and others. At the end of the log.</summary>
    public ComparisonOutcome Conclude()
    {
        var outcome = new ComparisonOutcome();
        var sources = new HashSet<IPAddress>();
        foreach (var party in _legitimate)
        {
            var effect = new PolicyEffect();
            if (_effects.TryGetValue(party, out var own))
            {
                effect.Add(own);
            }

            if (party.Source is { } source && _effects.TryGetValue(new AffectedParty(null, source), out var shared))
            {
                sources.Add(source);
                effect.Add(shared);
            }

            outcome.AddLegitimate(party, effect);
        }

        foreach (var (party, effect) in _effects)
        {
            if (party.User is null ? party.Source is null || !sources.Contains(party.Source) : !_legitimate.Contains(party))
            {
                outcome.AddOther(party, effect);
            }
        }

        return outcome;
    }

    private void NoteLegitimate(AffectedParty party)
    {
        if (_legitimate.Count < _most)
        {
            _legitimate.Add(party);
        }
        else if (!_legitimate.Contains(party))
        {
            Forgotten++;
        }
    }

    private void NoteClass(in DecisionRecord recorded, in DecisionRecord played)
    {
        var was = recorded.Answer.Assessment.Class == LoginClass.Suspect;
        var would = played.Answer.Assessment.Class == LoginClass.Suspect;
        if (was != would && EffectOn(new AffectedParty(recorded.Login.User, recorded.Login.Source)) is { } effect)
        {
            effect.Suspected += would ? 1 : 0;
            effect.Cleared += was ? 1 : 0;
        }
    }

    private void NoteVerdict(in DecisionRecord recorded, in DecisionRecord played)
    {
        var was = recorded.Answer.Verdict;
        var would = played.Answer.Verdict;
        if (EffectOn(new AffectedParty(recorded.Facts.User, recorded.Facts.Source)) is not { } effect)
        {
            return;
        }

        effect.Refused += was.Action == VerdictAction.Proceed && would.Action != VerdictAction.Proceed ? 1 : 0;
        effect.Admitted += was.Action != VerdictAction.Proceed && would.Action == VerdictAction.Proceed ? 1 : 0;
        effect.Retimed += was.Delay != would.Delay ? 1 : 0;
        effect.Later += would.Delay - was.Delay;
    }

    private PolicyEffect? EffectOn(AffectedParty party)
    {
        if (_effects.TryGetValue(party, out var effect))
        {
            return effect;
        }

        if (_effects.Count >= _most)
        {
            Forgotten++;
            return null;
        }

        effect = new PolicyEffect();
        _effects.Add(party, effect);
        return effect;
    }
}
