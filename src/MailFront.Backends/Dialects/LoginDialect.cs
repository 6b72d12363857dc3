namespace MailFront.Backends.Dialects;

/// <summary>How the kinds of backends differ in a login.</summary>
/// <param name="UsesProxyCredentials">True: PLAIN as the proxy or master user, with the user as authzid. False: the user's own password.</param>
/// <param name="TellsClient">True: the backend takes the client's address by IMAP ID or POP3 XCLIENT.</param>
internal sealed record LoginDialect(bool UsesProxyCredentials, bool TellsClient)
{
    /// <summary>Cyrus: authcid is proxy_authname, listed in the backend's proxyservers; it has no way to take an address (cyrus backend.c).</summary>
    public static readonly LoginDialect Cyrus = new(UsesProxyCredentials: true, TellsClient: false);

    /// <summary>Dovecot: authcid is a user of its master passdb; takes the address from login_trusted_networks and ignores it from others.</summary>
    public static readonly LoginDialect Dovecot = new(UsesProxyCredentials: true, TellsClient: true);

    /// <summary>Any server that knows nothing of proxies.</summary>
    public static readonly LoginDialect Generic = new(UsesProxyCredentials: false, TellsClient: false);

    /// <summary>The dialect of a kind.</summary>
    public static LoginDialect Of(BackendKind kind) => kind switch
    {
        BackendKind.Cyrus => Cyrus,
        BackendKind.Dovecot => Dovecot,
        BackendKind.Generic => Generic,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind of backend"),
    };
}
