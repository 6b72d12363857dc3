namespace MailFront.Sessions.Login;

/// <summary>Whether a password may be sent now, and what may be done about it.</summary>
internal static class PlaintextPolicy
{
    /// <summary>True when LOGIN, USER and PLAIN are allowed in the present state of the connection.</summary>
    public static bool PasswordAllowed(LoginOptions options, bool isSecure) => isSecure || (options.AllowPlaintext && !options.TlsRequired);

    /// <summary>True when STARTTLS or STLS is offered now.</summary>
    public static bool StartTlsOffered(ServiceSettings settings, bool isSecure) =>
        !isSecure && settings.Login.AllowStartTls && settings.Tls is not null;
}
