namespace MailFront.Sessions;

/// <summary>Where a client certificate names its user (<c>mailfront_external_user</c>).</summary>
public enum ExternalUser
{
    /// <summary>The common name of the subject, as in Cyrus.</summary>
    CommonName,

    /// <summary>The e-mail address among the alternative names (RFC 5280 §4.2.1.6).</summary>
    Email,

    /// <summary>The user principal name among the alternative names, as on smart cards.</summary>
    Upn,
}
