using System.Diagnostics.CodeAnalysis;
using MailFront.Backends.Wire;

namespace MailFront.Backends.Dialects;

/// <summary>What must hold before any credential leaves this process.</summary>
internal static class LoginPreconditions
{
    /// <summary>Chooses the credential; false with a failure when none may be sent on this channel.</summary>
    public static bool TryChoose(
        BackendWire wire,
        BackendLogin login,
        [NotNullWhen(true)] out LoginCredential? credential,
        [NotNullWhen(false)] out BackendFailure? failure)
    {
        failure = null;
        credential = LoginCredential.Choose(wire.Endpoint, login, out var missing);
        if (wire.Endpoint.Tls != BackendTlsMode.Off && !wire.Channel.IsSecure)
        {
            failure = wire.Fail(BackendFailureKind.Insecure, "the channel is not secure");
            return false;
        }

        if (credential is null)
        {
            failure = wire.Fail(BackendFailureKind.LoginRefused, missing);
            return false;
        }

        if (credential.Password.Bytes.Contains((byte)0))
        {
            // Neither PLAIN nor LOGIN nor PASS can carry NUL, so no server can have such a password.
            failure = wire.Fail(credential.IsProxy ? BackendFailureKind.LoginRefused : BackendFailureKind.WrongPassword, "the password holds NUL");
            return false;
        }

        return true;
    }
}
