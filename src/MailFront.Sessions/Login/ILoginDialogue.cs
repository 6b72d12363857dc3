using MailFront.Backends;
using MailFront.Defence;

namespace MailFront.Sessions.Login;

/// <summary>The talk of one protocol before login. It knows replies, not why a login fails.</summary>
internal interface ILoginDialogue
{
    /// <summary>Writes the greeting. False when the client is gone.</summary>
    ValueTask<bool> GreetAsync();

    /// <summary>Answers commands until a credential is given, TLS is to start or the connection ends.</summary>
    ValueTask<TalkOutcome> TalkAsync();

    /// <summary>Forgets all that was learned in plaintext, after the handshake.</summary>
    void ForgetPlaintext();

    /// <summary>Answers a login that did not succeed. False when the client is gone.</summary>
    ValueTask<bool> RefuseAsync(LoginOutcome outcome, Verdict verdict);

    /// <summary>Answers a login that succeeded. False when the client is gone.</summary>
    ValueTask<bool> AcceptAsync(BackendConnection backend);
}
