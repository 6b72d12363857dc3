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
    public LoginMemory(ILoginEvidence evidence)
    {
        Evidence = evidence;
        Keys = new CredentialKeys();
    }

    /// <summary>A memory whose fingerprints of passwords mean the same wherever <paramref name="fingerprintKey"/> is used: 32 octets, as secret as the passwords.</summary>
    public LoginMemory(ILoginEvidence evidence, ReadOnlySpan<byte> fingerprintKey)
    {
        Evidence = evidence;
        Keys = new CredentialKeys(fingerprintKey);
    }

    /// <summary>What past logins say of the next one.</summary>
    public ILoginEvidence Evidence { get; }

    /// <summary>What turns credentials into verifiers and fingerprints.</summary>
    internal CredentialKeys Keys { get; }
}
