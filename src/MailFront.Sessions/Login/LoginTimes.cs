using MailFront.Authentication;
using MailFront.Defence.Login;

namespace MailFront.Sessions.Login;

/// <summary>Where the time of a login went. Zero for a step that was not reached.</summary>
public readonly record struct LoginTimes
{
    /// <summary>From the question to the gateway's answer.</summary>
    public TimeSpan Password { get; init; }

    /// <summary>What a SASL mechanism asked before the login was complete: token issuer, Kerberos.</summary>
    public TimeSpan Sasl { get; init; }

    /// <summary>Of <see cref="Password"/>, in line before checkers.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>Of this, with checkers.</summary>
    public TimeSpan Ran { get; init; }

    /// <summary>Of this, with policy servers, delays that they asked for included.</summary>
    public TimeSpan Policy { get; init; }

    /// <summary>Looking up where the user lives.</summary>
    public TimeSpan Directory { get; init; }

    /// <summary>Waiting for a turn at the backend.</summary>
    public TimeSpan Held { get; init; }

    /// <summary>Connecting and logging in to the backend.</summary>
    public TimeSpan Backend { get; init; }

    /// <summary>The class in which the login was served; null when the gateway was not asked.</summary>
    public LoginClass? Class { get; init; }

    /// <summary>The checker that decided or failed last; null when none was asked.</summary>
    public string? Checker { get; init; }

    /// <summary>What the gateway's answer took.</summary>
    public static LoginTimes Of(in AuthenticationOutcome verdict, TimeSpan took) => new()
    {
        Password = took,
        Waited = verdict.Waited,
        Ran = verdict.Ran,
        Policy = verdict.PolicyTook,
        Class = verdict.Class,
        Checker = verdict.FromCache ? "cache" : verdict.Checker,
    };
}
