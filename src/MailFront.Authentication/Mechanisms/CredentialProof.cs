namespace MailFront.Authentication.Mechanisms;

/// <summary>How far a credential has been decided.</summary>
public enum CredentialProof
{
    /// <summary>A password, which checkers must be asked about.</summary>
    Password,

    /// <summary>The mechanism has established that the client is the user; no checker is asked.</summary>
    Proven,

    /// <summary>The mechanism has established that it is not.</summary>
    Refused,

    /// <summary>The mechanism could not decide: what it needs is out of reach.</summary>
    Unavailable,
}
