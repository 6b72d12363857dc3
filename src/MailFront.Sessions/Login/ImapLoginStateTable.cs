using MailFront.Protocol.Imap;

namespace MailFront.Sessions.Login;

/// <summary>Which command does what in which state before login: the whole of IMAP's pre-login rules in one table.</summary>
internal static class ImapLoginStateTable
{
    /// <summary>Looks up what <paramref name="verb"/> leads to in <paramref name="state"/>.</summary>
    public static ImapLoginAction Look(ImapLoginState state, ImapVerb verb) => (verb, state) switch
    {
        (ImapVerb.Capability or ImapVerb.Noop or ImapVerb.Id, _) => ImapLoginAction.Answer,
        (ImapVerb.Logout, _) => ImapLoginAction.Logout,
        (ImapVerb.StartTls, ImapLoginState.Secure) => ImapLoginAction.RefuseSecondTls,
        (ImapVerb.StartTls, _) => ImapLoginAction.BeginTls,
        (ImapVerb.Login or ImapVerb.Authenticate, ImapLoginState.Unprotected) => ImapLoginAction.RefusePlaintext,
        (ImapVerb.Login, ImapLoginState.WithoutPasswords) => ImapLoginAction.RefusePlaintext,
        (ImapVerb.Login or ImapVerb.Authenticate, _) => ImapLoginAction.Authenticate,
        _ => ImapLoginAction.RefuseUnauthenticated,
    };
}
