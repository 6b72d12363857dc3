using System.Net;

namespace MailFront.Defence.Login;

/// <summary>What is known of a login before anybody is asked. Only values, and of the password only a fingerprint, so that a decision can be replayed.</summary>
/// <param name="User">Canonical user name.</param>
/// <param name="Source">Address of the client; null behind a unix socket.</param>
public readonly record struct LoginFacts(string User, IPAddress? Source)
{
    /// <summary>
    /// 64 bits of a keyed hash of the password alone, under a key that lives only in memory: the same password tried on many users
    /// looks the same. 0 when the credential is not a password.
    /// </summary>
    public ulong PasswordFingerprint { get; init; }

    /// <summary>False when the user has no backend, so that even the right password would lead nowhere.</summary>
    public bool HasLocation { get; init; } = true;

    /// <summary>Class that a rule of the operator gives the login; null when none does.</summary>
    public LoginClass? RuledClass { get; init; }

    /// <summary>Service as checkers know it: <c>imap</c> or <c>pop</c>.</summary>
    public string Service { get; init; } = string.Empty;

    /// <summary>Session id, as in the log; empty when there is none. Says nothing, but joins the records of one connection.</summary>
    public string Session { get; init; } = string.Empty;
}
