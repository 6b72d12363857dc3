using MailFront.Protocol;

namespace MailFront.Authentication.Mechanisms;

/// <summary>What a client sent to prove who it is. Disposing it wipes the secret.</summary>
/// <param name="Mechanism">SASL mechanism in upper case, or <c>plaintext</c> for LOGIN and USER/PASS, as Cyrus logs it.</param>
/// <param name="AuthenticationId">Whose password it is (authcid), as sent.</param>
/// <param name="AuthorizationId">As whom to act (authzid); empty for the same.</param>
/// <param name="Password">The secret.</param>
public sealed record Credential(string Mechanism, string AuthenticationId, string AuthorizationId, Secret Password) : IDisposable
{
    /// <summary>Mechanism name of IMAP LOGIN and POP3 USER/PASS in logs.</summary>
    public const string Plaintext = "plaintext";

    /// <inheritdoc/>
    public void Dispose() => Password.Dispose();
}
