using MailFront.Defence.Login;

namespace MailFront.Authentication.Mechanisms.OAuth;

/// <summary>Decides about access tokens.</summary>
public interface ITokenVerifier
{
    /// <summary>Whether it could decide now; without, OAUTHBEARER and XOAUTH2 are not offered.</summary>
    bool IsReady { get; }

    /// <summary>
    /// Decides about a token, of characters that RFC 6750 §2.1 allows, in the order of classes where somebody has to be asked. Holds no thread while it
    /// waits.
    /// </summary>
    ValueTask<TokenOutcome> VerifyAsync(string token, LoginClass loginClass, CancellationToken cancellationToken);
}
