namespace MailFront.Authentication.Mechanisms;

/// <summary>What a SASL exchange wants next.</summary>
public enum SaslStepKind
{
    /// <summary>Send the challenge and wait for a response.</summary>
    Challenge,

    /// <summary>The exchange is complete: a credential is there, decided already or to be checked.</summary>
    Credential,

    /// <summary>The response is not what the mechanism allows: bad base64, missing parts, too long.</summary>
    Malformed,
}
