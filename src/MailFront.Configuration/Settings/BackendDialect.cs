namespace MailFront.Configuration.Settings;

/// <summary><c>kind=</c> of a backend: how MailFront logs in there for a user.</summary>
public enum BackendDialect
{
    /// <summary>Proxy credentials with the user as authzid, Cyrus capabilities.</summary>
    Cyrus,

    /// <summary>Master user with the user as authzid, Dovecot capabilities.</summary>
    Dovecot,

    /// <summary>The user's own password is passed on.</summary>
    Generic,
}
