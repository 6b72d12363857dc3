namespace MailFront.Authentication.Checkers;

/// <summary>Names of the service that a user logs in to.</summary>
internal static class ServiceName
{
    /// <summary>The protocol, as Dovecot and nginx name it: <c>pop3</c> for saslauthd's and PAM's <c>pop</c>.</summary>
    public static string Protocol(string service) => service == "pop" ? "pop3" : service;
}
