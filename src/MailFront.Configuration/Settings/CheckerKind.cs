namespace MailFront.Configuration.Settings;

/// <summary>A word of <c>sasl_pwcheck_method</c>.</summary>
public enum CheckerKind
{
    /// <summary>saslauthd on its socket.</summary>
    Saslauthd,

    /// <summary>The file <c>mailfront_passwd_file</c>.</summary>
    PasswdFile,

    /// <summary>An LDAP server.</summary>
    Ldap,

    /// <summary>A PostgreSQL table.</summary>
    Sql,

    /// <summary>An IMAP server, asked by logging in.</summary>
    Imap,

    /// <summary>An HTTP service as nginx' <c>auth_http</c> asks it.</summary>
    Http,

    /// <summary>Dovecot's auth process on its client socket.</summary>
    DovecotAuth,
}
