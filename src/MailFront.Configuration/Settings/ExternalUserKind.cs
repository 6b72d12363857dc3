namespace MailFront.Configuration.Settings;

/// <summary>The words of <c>mailfront_external_user</c>: where a client certificate names its user.</summary>
public enum ExternalUserKind
{
    /// <summary>Common name of the subject.</summary>
    CommonName,

    /// <summary>E-mail address among the alternative names.</summary>
    Email,

    /// <summary>User principal name among the alternative names.</summary>
    Upn,
}
