using MailFront.Transport.Tls;

namespace MailFront.Sessions.Login;

/// <summary>The user whom a client certificate names. Pure.</summary>
internal static class CertificateUser
{
    /// <summary>The one name of the kind asked for; null when the certificate has none or several, which count as no certificate at all.</summary>
    public static string? Of(ClientCertificateNames names, ExternalUser kind)
    {
        var found = kind switch
        {
            ExternalUser.Email => names.Emails,
            ExternalUser.Upn => names.PrincipalNames,
            _ => names.CommonNames,
        };
        return found is [{ Length: > 0 } only] ? only : null;
    }
}
