using MailFront.Authentication.Verifiers;
using MailFront.Defence.Login;

namespace MailFront.Authentication;

/// <summary>
/// What outlives a gateway: the evidence of past logins, and the keys under which it is kept. A reload that changes the checkers makes a new
/// gateway, which knows no answer of the old checkers, but it is no amnesty.
/// </summary>
public sealed class LoginMemory
{
    /// <summary>A memory with keys of its own.</summary>
    public LoginMemory(ILoginEvidence evidence) => Evidence = evidence;

    /// <summary>What past logins say of the next one.</summary>
    public ILoginEvidence Evidence { get; }

    /// <summary>What turns credentials into verifiers and fingerprints.</summary>
    internal CredentialKeys Keys { get; } = new();
}
