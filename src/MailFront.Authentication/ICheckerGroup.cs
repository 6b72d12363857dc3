using MailFront.Authentication.Lanes;
using MailFront.Defence.Login;

namespace MailFront.Authentication;

/// <summary>One checker of <c>sasl_pwcheck_method</c> with the queue before it: all the gateway needs of it.</summary>
public interface ICheckerGroup
{
    /// <summary>Name in logs and in <c>sasl_pwcheck_method</c>.</summary>
    string Name { get; }

    /// <summary>Questions the checker thinks about now.</summary>
    int Running { get; }

    /// <summary>Questions in line now.</summary>
    int Waiting { get; }

    /// <summary>
    /// Asks in the order of classes. Throws <see cref="OperationCanceledException"/> only for <paramref name="cancellationToken"/>, and not while a checker
    /// thinks about the question: what it finds out is worth knowing.
    /// </summary>
    ValueTask<LaneOutcome> AskAsync(PasswordQuestion question, LoginClass loginClass, CancellationToken cancellationToken);
}
