using MailFront.Authentication.Mechanisms;
using MailFront.Protocol;
using MailFront.Protocol.Imap;

namespace MailFront.Sessions.Login;

/// <summary>Copies user name and password out of the wire buffer, once, leaving no other copy of the password.</summary>
internal static class CredentialText
{
    /// <summary>The credential of an IMAP LOGIN.</summary>
    public static Credential Read(ImapString user, ImapString password)
    {
        return new Credential(Credential.Plaintext, user.ToString(), string.Empty, password.ToSecret());
    }

    /// <summary>The credential of a POP3 USER and PASS.</summary>
    public static Credential Read(string user, ReadOnlySpan<byte> password) =>
        new(Credential.Plaintext, user, string.Empty, new Secret(password));
}
