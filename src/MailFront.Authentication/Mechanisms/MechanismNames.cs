namespace MailFront.Authentication.Mechanisms;

/// <summary>Names of the SASL mechanisms implemented, as IANA registers them.</summary>
public static class MechanismNames
{
    /// <summary>RFC 4616.</summary>
    public const string Plain = "PLAIN";

    /// <summary>draft-murchison-sasl-login-00: obsolete, but what Outlook speaks.</summary>
    public const string Login = "LOGIN";

    /// <summary>RFC 5802.</summary>
    public const string ScramSha1 = "SCRAM-SHA-1";

    /// <summary>RFC 7677.</summary>
    public const string ScramSha256 = "SCRAM-SHA-256";

    /// <summary>RFC 7628.</summary>
    public const string OAuthBearer = "OAUTHBEARER";

    /// <summary>Google's, older than OAUTHBEARER and what most clients speak.</summary>
    public const string XOAuth2 = "XOAUTH2";

    /// <summary>RFC 4422 Appendix A: a client certificate.</summary>
    public const string External = "EXTERNAL";

    /// <summary>RFC 4752: Kerberos V5.</summary>
    public const string Gssapi = "GSSAPI";

    /// <summary>The APOP command of POP3 (RFC 1939 §7), which is no SASL mechanism; for logs.</summary>
    public const string Apop = "APOP";
}
