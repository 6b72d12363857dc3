namespace MailFront.Sessions.Login;

/// <summary>Texts of the IMAP dialogue before login, Cyrus' wording with the response codes of RFC 5530. Stable: scripts match them.</summary>
internal static class ImapReplies
{
    public const string LoginFailed = "NO [AUTHENTICATIONFAILED] Login failed: authentication failure";
    public const string AuthenticateFailed = "NO [AUTHENTICATIONFAILED] authentication failure";
    public const string NoMechanism = "NO no mechanism available";
    public const string CheckerUnavailable = "NO [UNAVAILABLE] Login service is temporarily unavailable, try again later";
    public const string BackendUnavailable = "NO [UNAVAILABLE] Mailbox is temporarily unavailable, try again later";
    public const string TooManySessions = "NO [LIMIT] Too many open connections";
    public const string LoginNeedsTls = "NO [PRIVACYREQUIRED] Login only available under a layer";
    public const string AuthenticateNeedsTls = "NO [PRIVACYREQUIRED] Authenticate only available under a layer";
    public const string Canceled = "BAD Client canceled authentication";
    public const string MalformedSasl = "BAD Invalid SASL response";
    public const string BeginTls = "OK Begin TLS negotiation now";
    public const string TlsActive = "NO TLS already active";
    public const string TlsNotOffered = "NO Starttls not available";
    public const string PleaseLogin = "BAD Please login first";
    public const string NullCommand = "BAD Null command";
    public const string BadArguments = "BAD Missing or unexpected arguments";
    public const string IllegalBytes = "BAD Illegal characters in command";
    public const string LiteralTooBig = "NO [TOOBIG] Literal size exceeds fixed limit before login";
    public const string Completed = "OK Completed";
    public const string InvalidTag = "* BAD Invalid tag";
    public const string ByeTooBig = "* BYE [TOOBIG] Command exceeds the limit before login";
    public const string ByeNotImap = "* BYE This is an IMAP server";
    public const string ByeTooManyFailures = "* BYE Too many login failures";
    public const string ByeTooManySessions = "* BYE Too many open connections";
    public const string ByeLogout = "* BYE LOGOUT received";
    public const string ByePlaintext = "* BYE Plaintext behind STARTTLS";
    public const string GoAhead = "+ go ahead";
}
