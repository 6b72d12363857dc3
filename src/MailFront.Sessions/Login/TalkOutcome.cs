using MailFront.Authentication.Mechanisms;

namespace MailFront.Sessions.Login;

/// <summary>What a dialogue came to.</summary>
/// <param name="End">Why it hands over.</param>
/// <param name="Credential">
/// Set for <see cref="TalkEnd.Credential"/>, and for <see cref="TalkEnd.Closed"/> when a mechanism had refused and the client did not wait for the end.
/// The receiver disposes its secret.
/// </param>
/// <param name="Reason">Set for <see cref="TalkEnd.Closed"/>.</param>
public readonly record struct TalkOutcome(TalkEnd End, Credential? Credential, CloseReason Reason)
{
    internal static TalkOutcome Close(CloseReason reason) => new(TalkEnd.Closed, null, reason);

    internal static TalkOutcome Try(Credential credential) => new(TalkEnd.Credential, credential, default);
}
