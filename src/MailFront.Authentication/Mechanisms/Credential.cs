using MailFront.Protocol;

namespace MailFront.Authentication.Mechanisms;

/// <summary>What a client gave to prove who it is. Disposing it wipes the secret.</summary>
/// <param name="Mechanism">SASL mechanism in upper case, or <c>plaintext</c> for LOGIN and USER/PASS, as Cyrus logs it.</param>
/// <param name="AuthenticationId">Who it claims to be (authcid), as sent; empty when a mechanism refused before a name was known.</param>
/// <param name="AuthorizationId">As whom to act (authzid), as sent; empty for the same.</param>
/// <param name="Password">The secret; null when a mechanism decided without a password.</param>
public sealed record Credential(string Mechanism, string AuthenticationId, string AuthorizationId, Secret? Password) : IDisposable
{
    /// <summary>Mechanism name of IMAP LOGIN and POP3 USER/PASS in logs.</summary>
    public const string Plaintext = "plaintext";

    /// <summary>What is decided already.</summary>
    public CredentialProof Proof { get; init; }

    /// <summary>Why it was refused or could not be decided, in words for the log; never for the client.</summary>
    public string? Detail { get; init; }

    /// <summary>Time that the mechanism's systems took (token issuer, Kerberos), waits in line included.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>The mechanism says yes.</summary>
    internal static Credential Proven(string mechanism, string authcid, string authzid) =>
        new(mechanism, authcid, authzid, null) { Proof = CredentialProof.Proven };

    /// <summary>The mechanism says no.</summary>
    internal static Credential Refused(string mechanism, string authcid, string detail) =>
        new(mechanism, authcid, string.Empty, null) { Proof = CredentialProof.Refused, Detail = detail };

    /// <summary>The mechanism cannot say.</summary>
    internal static Credential Unavailable(string mechanism, string authcid, string detail) =>
        new(mechanism, authcid, string.Empty, null) { Proof = CredentialProof.Unavailable, Detail = detail };

    /// <inheritdoc/>
    public void Dispose() => Password?.Dispose();
}
