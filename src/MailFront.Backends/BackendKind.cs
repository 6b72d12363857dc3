namespace MailFront.Backends;

/// <summary>Which dialect a backend speaks when we log in for a user.</summary>
public enum BackendKind
{
    /// <summary>SASL PLAIN as <c>proxy_authname</c> with the user as authzid (cyrus backend.c).</summary>
    Cyrus,

    /// <summary>SASL PLAIN as a master user with the user as authzid (Dovecot master passdb).</summary>
    Dovecot,

    /// <summary>The user's own password is passed on.</summary>
    Generic,
}
