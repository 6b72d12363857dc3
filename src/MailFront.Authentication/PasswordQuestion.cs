using System.Net;
using MailFront.Defence.Login;
using MailFront.Protocol;

namespace MailFront.Authentication;

/// <summary>What a checker is asked: is this the user's password? The asker keeps ownership of the secret.</summary>
/// <param name="User">Canonical user name (lower-cased, default domain stripped, checked characters).</param>
/// <param name="Password">The secret the client sent; empty when a mechanism without one has decided already.</param>
/// <param name="Service">Service name as saslauthd and PAM know it: <c>imap</c> or <c>pop</c>.</param>
/// <param name="Source">Address of the client; null behind a unix socket.</param>
public sealed record PasswordQuestion(string User, Secret Password, string Service, IPAddress? Source)
{
    /// <summary>Port of the client; 0 when it has none.</summary>
    public int SourcePort { get; init; }

    /// <summary>Where the client connected to; null behind a unix socket.</summary>
    public IPEndPoint? Destination { get; init; }

    /// <summary>Whether the credential came over TLS.</summary>
    public bool IsSecure { get; init; }

    /// <summary>Our name for the connection; empty when there is none.</summary>
    public string SessionId { get; init; } = string.Empty;

    /// <summary>How the password was given: a SASL mechanism in upper case, or <c>plaintext</c>.</summary>
    public string Mechanism { get; init; } = "plaintext";

    /// <summary>What the client said of itself by IMAP ID, made safe for logs; null when it said nothing.</summary>
    public string? Device { get; init; }

    /// <summary>Which attempt of the connection this is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>
    /// Told the answer when it comes after the asker has left, if it comes at all. Called on any thread; must be quick and must not throw.
    /// </summary>
    public Action<AuthenticationOutcome>? AnsweredLate { get; init; }

    /// <summary>False when no backend is known for the user, so that even the right password would lead nowhere.</summary>
    public bool HasLocation { get; init; } = true;

    /// <summary>Class that a rule of the operator gives the login; null when none does.</summary>
    public LoginClass? RuledClass { get; init; }
}
