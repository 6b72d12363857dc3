using MailFront.Protocol;

namespace MailFront.Backends.Dialects;

/// <summary>What one login proves itself with.</summary>
/// <param name="AuthorizationId">SASL authzid: the user to act as; empty when that is the authcid itself.</param>
/// <param name="AuthenticationId">SASL authcid: whose password it is.</param>
/// <param name="Password">The password; not owned.</param>
/// <param name="IsProxy">True for proxy or master credentials.</param>
internal sealed record LoginCredential(string AuthorizationId, string AuthenticationId, Secret Password, bool IsProxy)
{
    /// <summary>Chooses by dialect; null with words for the operator when the configuration or the login lacks something.</summary>
    public static LoginCredential? Choose(BackendEndpoint endpoint, BackendLogin login, out string missing)
    {
        missing = string.Empty;
        if (!LoginDialect.Of(endpoint.Kind).UsesProxyCredentials)
        {
            missing = login.Password is null ? "this kind of backend needs the user's own password, which is not at hand" : string.Empty;
            return login.Password is null ? null : new LoginCredential(string.Empty, login.User, login.Password, IsProxy: false);
        }

        if (string.IsNullOrEmpty(endpoint.ProxyUser) || endpoint.ProxyPassword is null)
        {
            missing = string.IsNullOrEmpty(endpoint.ProxyUser) ? "no proxy_authname is configured" : "no proxy_password is configured";
            return null;
        }

        return new LoginCredential(login.User, endpoint.ProxyUser, endpoint.ProxyPassword, IsProxy: true);
    }
}
