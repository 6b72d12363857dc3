using System.Text;

namespace MailFront.Authentication.Names;

/// <summary>Who logs in and as whom, from the two names a client sends (RFC 4422 §3.4.1; cyrus <c>imap/global.c:mysasl_proxy_policy</c>). Pure.</summary>
/// <param name="Policy">How names become user names.</param>
/// <param name="Admins">Who may act as any other user (<c>admins</c>).</param>
public readonly record struct LoginNames(UserNamePolicy Policy, IReadOnlyList<string> Admins)
{
    /// <summary>Resolves both names, as sent; an empty authzid means the user itself.</summary>
    public LoginIdentity Resolve(string authenticationId, string authorizationId)
    {
        var user = Canonicalise(authenticationId);
        if (!user.IsAccepted || authorizationId.Length == 0)
        {
            return new LoginIdentity(user.IsAccepted, user.Name, user.Name, user.Detail, user.IsAccepted);
        }

        var target = Canonicalise(authorizationId);
        var mayAct = target.IsAccepted && (target.Name == user.Name || IsAdmin(user.Name));
        return new LoginIdentity(true, user.Name, target.Name, target.Detail, mayAct);
    }

    private UserNameOutcome Canonicalise(string name) => Policy.Canonicalise(Encoding.UTF8.GetBytes(name));

    private bool IsAdmin(string user)
    {
        foreach (var admin in Admins)
        {
            if (Canonicalise(admin) is { IsAccepted: true } known && known.Name == user)
            {
                return true;
            }
        }

        return false;
    }
}
