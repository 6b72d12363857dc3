namespace MailFront.Authentication.Mechanisms;

/// <summary>Next step of a SASL exchange (RFC 4422 §3).</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Challenge">Challenge in base64, for <see cref="SaslStepKind.Challenge"/>; may be empty.</param>
/// <param name="Credential">For <see cref="SaslStepKind.Credential"/>.</param>
public readonly record struct SaslStep(SaslStepKind Kind, string Challenge, Credential? Credential)
{
    internal static SaslStep Malformed => new(SaslStepKind.Malformed, string.Empty, null);

    internal static SaslStep Ask(string challenge) => new(SaslStepKind.Challenge, challenge, null);

    internal static SaslStep Done(Credential credential) => new(SaslStepKind.Credential, string.Empty, credential);
}
