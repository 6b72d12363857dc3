using MailFront.Authentication.Checkers;

namespace MailFront.Authentication.Lanes;

/// <summary>What a <see cref="LaneGroup{TAnswer}"/> has to know of the answers of its endpoints.</summary>
/// <param name="VerdictOf">The answer as the schedule sees it: yes, no, or trouble, which alone counts against an endpoint.</param>
/// <param name="Unavailable">The answer that says that there is none, and why in words for the log.</param>
internal sealed record LaneReading<TAnswer>(Func<TAnswer, CheckVerdict> VerdictOf, Func<string, TAnswer> Unavailable)
    where TAnswer : struct;
