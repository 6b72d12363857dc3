namespace MailFront.Sessions.Login;

/// <summary>Texts of the POP3 dialogue before login, Cyrus' wording with the response codes of RFC 2449 and RFC 3206. Stable: scripts match them.</summary>
internal static class Pop3Replies
{
    public const string ValidMailbox = "+OK Name is a valid mailbox";
    public const string InvalidLogin = "-ERR [AUTH] Invalid login";
    public const string AuthenticateFailed = "-ERR [AUTH] authenticating: authentication failure";
    public const string NoMechanism = "-ERR [AUTH] authenticating: no mechanism available";
    // fetchmail knows no SYS/TEMP, but takes "service" and "unavailable" for "try again", and everything else for a wrong password (pop3.c:pop3_ok).
    public const string CheckerUnavailable = "-ERR [SYS/TEMP] Login service is temporarily unavailable, try again later";
    public const string BackendUnavailable = "-ERR [SYS/TEMP] Unable to open maildrop: service is temporarily unavailable, try again later";
    public const string UserNeedsTls = "-ERR [AUTH] USER command only available under a layer";
    public const string AuthenticateNeedsTls = "-ERR [AUTH] Authenticate only available under a layer";
    public const string MustGiveUser = "-ERR [AUTH] Must give USER command";
    public const string TooManySessions = "-ERR [IN-USE] Too many open connections";
    public const string MustGivePass = "-ERR [AUTH] Must give PASS command";
    public const string MissingArgument = "-ERR Missing argument";
    public const string UnexpectedArgument = "-ERR Unexpected extra argument";
    // Not [AUTH], which RFC 3206 §4 keeps for credentials that are wrong: clients ask for another password then.
    public const string Canceled = "-ERR Client canceled authentication";
    public const string MalformedSasl = "-ERR Invalid SASL response";
    public const string BeginTls = "+OK Begin TLS negotiation now";
    public const string TlsActive = "-ERR TLS already active";
    public const string TlsNotOffered = "-ERR STLS not available";
    public const string Unrecognized = "-ERR Unrecognized command";
    public const string LineTooLong = "-ERR line too long";
    public const string PlaintextBehindStls = "-ERR Plaintext behind STLS";
    public const string MechanismsFollow = "+OK List of supported mechanisms follows";
    public const string CapabilitiesFollow = "+OK List of capabilities follows";
    public const string Quit = "+OK";
}
