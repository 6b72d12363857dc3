using MailFront.Authentication.Lanes;

namespace MailFront.Authentication.Checkers;

/// <summary>Asks one system whether a password is right. Called only through a <see cref="CheckerGroup"/>, which bounds how many calls run and how long.</summary>
public interface IPasswordChecker
{
    /// <summary>Name in logs and in <c>sasl_pwcheck_method</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Asks. Never blocks a thread of the pool. What the other system does wrong is <see cref="CheckVerdict.Unavailable"/>, not an exception;
    /// throws <see cref="OperationCanceledException"/> soon after <paramref name="cancellationToken"/> is cancelled, which says that the deadline has
    /// passed; a client that leaves does not cancel it. The question's secret stays whole until this returns.
    /// </summary>
    ValueTask<CheckOutcome> CheckAsync(PasswordQuestion question, CancellationToken cancellationToken);
}
