using MailFront.Defence.Login;

namespace MailFront.Authentication.Policy;

/// <summary>
/// A service that is told of logins and may refuse or slow them (weakforced, Dovecot's auth policy). It never says that a password is right.
/// Credentials that were right a short while ago are not asked about, unless <see cref="AsksAboutVerified"/>.
/// </summary>
public interface IPolicyServer
{
    /// <summary>Name in logs.</summary>
    string Name { get; }

    /// <summary>Whether a login is answered "temporarily unavailable" when the service has no advice; else it goes on without.</summary>
    bool IsRequired { get; }

    /// <summary>Whether it is asked about credentials from the verifier cache too; such logins then wait for it.</summary>
    bool AsksAboutVerified { get; }

    /// <summary>
    /// Asks for advice before the checkers are asked, in the order of classes. Has a deadline of its own; what the service does wrong is
    /// <see cref="PolicyAction.Unavailable"/>, not an exception. Throws <see cref="OperationCanceledException"/> only for <paramref name="cancellationToken"/>.
    /// </summary>
    ValueTask<PolicyAdvice> AllowAsync(PasswordQuestion question, LoginClass loginClass, CancellationToken cancellationToken);

    /// <summary>
    /// Tells the service how a login ended. Never waits and never throws: what is to be sent is queued, with an end to the queue.
    /// The secret is the caller's: whatever is made of it is made before this returns.
    /// </summary>
    void Report(PasswordQuestion question, in AuthenticationOutcome outcome);
}
