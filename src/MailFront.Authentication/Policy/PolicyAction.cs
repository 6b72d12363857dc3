namespace MailFront.Authentication.Policy;

/// <summary>What a policy server advises.</summary>
public enum PolicyAction
{
    /// <summary>No advice could be had: down, garbled or late. The default, so that nothing is taken for advice by accident.</summary>
    Unavailable,

    /// <summary>It was not asked, since too many logins wait for its advice. No reason to let in whoever helped to fill the line.</summary>
    Busy,

    /// <summary>Go on.</summary>
    Proceed,

    /// <summary>Go on after <see cref="PolicyAdvice.Delay"/>.</summary>
    Delay,

    /// <summary>Do not ask the checkers; the client is told what it is told of a wrong password.</summary>
    Refuse,
}
