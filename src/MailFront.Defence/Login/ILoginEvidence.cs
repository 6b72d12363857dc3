using System.Net;

namespace MailFront.Defence.Login;

/// <summary>
/// What past logins say of the next one. It orders the work of the checkers and nothing else: no class is refused, and none is told to a client.
/// Implementations may be called from any thread, never wait, and need bounded memory whatever the network sends.
/// </summary>
public interface ILoginEvidence
{
    /// <summary>
    /// The class in which a login is asked about, <see cref="LoginClass.Known"/>, <see cref="LoginClass.New"/> or <see cref="LoginClass.Suspect"/>,
    /// and what spoke against it. <paramref name="now"/> is a reading of a clock that only moves forward, the same for all calls.
    /// </summary>
    LoginAssessment Assess(in LoginFacts facts, TimeSpan now);

    /// <summary>What <see cref="Assess"/> would say, without using up what it may use up: for explanations.</summary>
    LoginAssessment Foresee(in LoginFacts facts, TimeSpan now) => Assess(facts, now);

    /// <summary>
    /// Distinct wrong passwords that still count against this user at this place, those already observed included: the price of the next failure.
    /// The password of <paramref name="facts"/> does not matter.
    /// </summary>
    int FailuresOf(in LoginFacts facts, TimeSpan now);

    /// <summary>Whether this user is proven at this place and nothing has put that in doubt. The password does not matter.</summary>
    bool IsProven(in LoginFacts facts, TimeSpan now);

    /// <summary>What is known of the place <paramref name="source"/> is in, before a user is named. Null: behind a unix socket.</summary>
    SourceStanding StandingOf(IPAddress? source, TimeSpan now);

    /// <summary>Whether a botnet is at work: stricter rules hold for whoever is not proven.</summary>
    bool IsAlarmed(TimeSpan now);

    /// <summary>Takes note of how a login ended. A repetition of the same wrong password is no new evidence.</summary>
    void Observe(in LoginFacts facts, LoginResult result, TimeSpan now);
}
