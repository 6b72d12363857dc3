using MailFront.Protocol.Pop3;

namespace MailFront.Sessions.Login;

/// <summary>Which command does what in which state before login: the whole of POP3's pre-login rules in one table.</summary>
internal static class Pop3LoginStateTable
{
    /// <summary>Looks up what <paramref name="verb"/> leads to in <paramref name="state"/>. NOOP is not accepted before login, as in Cyrus.</summary>
    public static Pop3LoginAction Look(Pop3LoginState state, Pop3Verb verb) => (verb, state) switch
    {
        (Pop3Verb.Capa, _) => Pop3LoginAction.Capabilities,
        (Pop3Verb.Quit, _) => Pop3LoginAction.Quit,
        (Pop3Verb.Stls, _) => Pop3LoginAction.BeginTls,
        (Pop3Verb.Apop, _) => Pop3LoginAction.TakeDigest,
        (Pop3Verb.User, Pop3LoginState.Unprotected or Pop3LoginState.WithoutPasswords) => Pop3LoginAction.RefuseUserPlaintext,
        (Pop3Verb.User, Pop3LoginState.UserGiven) => Pop3LoginAction.RefuseSecondUser,
        (Pop3Verb.User, _) => Pop3LoginAction.TakeUser,
        (Pop3Verb.Pass, Pop3LoginState.UserGiven) => Pop3LoginAction.TakePassword,
        (Pop3Verb.Pass, _) => Pop3LoginAction.RefuseNoUser,
        (Pop3Verb.Auth, Pop3LoginState.Unprotected) => Pop3LoginAction.RefuseAuthPlaintext,
        (Pop3Verb.Auth, _) => Pop3LoginAction.Authenticate,
        _ => Pop3LoginAction.Unrecognized,
    };
}
