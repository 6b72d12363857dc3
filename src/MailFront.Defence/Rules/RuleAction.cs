using System.Globalization;
using MailFront.Defence.Login;

namespace MailFront.Defence.Rules;

/// <summary>What a rule does, with its argument.</summary>
/// <param name="Kind">What.</param>
/// <param name="Delay">For <see cref="RuleActionKind.Delay"/>: how much later.</param>
/// <param name="Class">For <see cref="RuleActionKind.Class"/>: in which class.</param>
public readonly record struct RuleAction(RuleActionKind Kind, TimeSpan Delay = default, LoginClass Class = default)
{
    // A class is given while the checkers are about to be asked; a delay when they have said no, or when no name could be asked about.
    private static readonly StateSet _whenClassed = StateSet.Of(ConnectionState.Authenticating);
    private static readonly StateSet _whenDelayed =
        StateSet.Of(ConnectionState.Dialogue) | StateSet.Of(ConnectionState.Authenticating) | StateSet.Of(ConnectionState.Connecting);

    /// <summary>Whether it acts on what stands open, rather than where a login is judged.</summary>
    public bool IsSwept => Kind is RuleActionKind.Close or RuleActionKind.Log;

    /// <summary>The states a connection can be in when the rule is asked.</summary>
    public StateSet AskedIn => Kind switch
    {
        RuleActionKind.Class => _whenClassed,
        RuleActionKind.Delay => _whenDelayed,
        _ => StateSet.All,
    };

    /// <summary>As it is written in a rule.</summary>
    public override string ToString() => Kind switch
    {
        RuleActionKind.Delay => string.Create(CultureInfo.InvariantCulture, $"delay {Delay.TotalMilliseconds}ms"),
        RuleActionKind.Class => $"class {Class.ToString().ToLowerInvariant()}",
        RuleActionKind.Log => "log",
        _ => "close",
    };
}
