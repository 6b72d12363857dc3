using MailFront.Defence.Login;

namespace MailFront.Authentication;

/// <summary>The gateway's answer, and where its time went.</summary>
/// <param name="Status">What was decided.</param>
/// <param name="Checker">Name of the checker or policy server that decided or failed last; null when none was asked.</param>
/// <param name="Detail">Why, in words for the log; never for the client.</param>
public readonly record struct AuthenticationOutcome(AuthenticationStatus Status, string? Checker, string? Detail)
{
    /// <summary>The class in which the login was served; of no meaning when a wrong answer comes from the cache.</summary>
    public LoginClass Class { get; init; }

    /// <summary>The same wrong password as a short while ago, whether or not a checker was asked again: no counter is to rise.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>The verifier cache answered; no checker was asked.</summary>
    public bool FromCache { get; init; }

    /// <summary>No checker knows the user; with <see cref="AuthenticationStatus.WrongCredentials"/> only. Never shown to the client.</summary>
    public bool IsUnknownUser { get; init; }

    /// <summary>A policy server refused; with <see cref="AuthenticationStatus.WrongCredentials"/> only. Never shown to the client.</summary>
    public bool IsPolicyRefusal { get; init; }

    /// <summary>Time spent in line before checkers, all of them together.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>Time checkers took to answer, all of them together.</summary>
    public TimeSpan Ran { get; init; }

    /// <summary>Time policy servers took and asked for, all of them together.</summary>
    public TimeSpan PolicyTook { get; init; }

    /// <summary>The name under which the user is served from here on; null for the one asked about. With "accepted" only.</summary>
    public string? User { get; init; }

    /// <summary>The backend that the checker names for the user, <c>host[:port]</c>; null for the directory's. With "accepted" only.</summary>
    public string? Location { get; init; }
}
