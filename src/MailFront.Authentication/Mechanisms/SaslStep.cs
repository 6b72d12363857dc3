using System.Text;
using MailFront.Protocol;

namespace MailFront.Authentication.Mechanisms;

/// <summary>Next step of a SASL exchange (RFC 4422 §3).</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Challenge">Challenge in base64, for <see cref="SaslStepKind.Challenge"/>; may be empty.</param>
/// <param name="Credential">For <see cref="SaslStepKind.Credential"/>.</param>
public readonly record struct SaslStep(SaslStepKind Kind, string Challenge, Credential? Credential)
{
    internal static SaslStep Malformed => new(SaslStepKind.Malformed, string.Empty, null);

    internal static SaslStep Ask(ReadOnlySpan<byte> challenge) => new(SaslStepKind.Challenge, Convert.ToBase64String(challenge), null);

    internal static SaslStep Ask(string challenge) => Ask(Encoding.UTF8.GetBytes(challenge));

    internal static SaslStep Done(Credential credential) => new(SaslStepKind.Credential, string.Empty, credential);

    /// <summary>A password to be checked.</summary>
    internal static SaslStep Check(string mechanism, string authcid, string authzid, Secret password) =>
        Done(new Credential(mechanism, authcid, authzid, password));
}
