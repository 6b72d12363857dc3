namespace MailFront.Sessions;

/// <summary>Why a connection ended. Each connection ends with exactly one; the name is the log reason and the metric label.</summary>
public enum CloseReason
{
    /// <summary>The client said LOGOUT or QUIT before login.</summary>
    LoggedOut,

    /// <summary>The client closed the connection.</summary>
    ClientClosed,

    /// <summary>The connection to the client broke (reset, TLS error).</summary>
    ClientBroken,

    /// <summary>The client hung up while its login was being answered; whatever was done for it has been dropped.</summary>
    ClientLeft,

    /// <summary>The backend ended the session; the usual end after LOGOUT or QUIT.</summary>
    BackendClosed,

    /// <summary>The connection to the backend broke.</summary>
    BackendBroken,

    /// <summary>A listener that expects a PROXY header got none in time (<c>mailfront_proxy_header_deadline</c>).</summary>
    ProxyHeaderTimeout,

    /// <summary>What came was not a PROXY header.</summary>
    ProxyHeaderInvalid,

    /// <summary>A PROXY listener was reached by an address outside <c>mailfront_trusted_proxies</c>.</summary>
    UntrustedProxy,

    /// <summary>The TLS handshake took longer than <c>mailfront_handshake_deadline</c>.</summary>
    HandshakeTimeout,

    /// <summary>The TLS handshake failed.</summary>
    HandshakeFailed,

    /// <summary>Plaintext came together with STARTTLS or STLS (CVE-2011-0411).</summary>
    PlaintextAfterStartTls,

    /// <summary>Nothing was said within <c>mailfront_first_command_deadline</c>.</summary>
    FirstCommandTimeout,

    /// <summary>A command, or the time between two, took longer than <c>mailfront_command_deadline</c>.</summary>
    CommandTimeout,

    /// <summary>No login within <c>mailfront_login_deadline</c>.</summary>
    LoginTimeout,

    /// <summary>No better try within <c>mailfront_failed_deadline</c> after a failed login.</summary>
    FailedTimeout,

    /// <summary><c>mailfront_max_login_failures</c> was reached.</summary>
    TooManyFailures,

    /// <summary>Too many lines that are no commands, or the first one was not the protocol (ALPACA).</summary>
    NotOurProtocol,

    /// <summary>More commands before login than any client needs (<see cref="LoginOptions.MaxCommands"/>).</summary>
    TooManyCommands,

    /// <summary>A line, literal or command exceeded its limit.</summary>
    TooBig,

    /// <summary>Nothing from the client for <c>timeout</c> or <c>poptimeout</c> after login.</summary>
    Idle,

    /// <summary><c>mailfront_deny</c> or its file.</summary>
    Denied,

    /// <summary>A cap on connections was reached.</summary>
    Full,

    /// <summary>There was no room, and this connection scored highest of those before login.</summary>
    Evicted,

    /// <summary>A rule of the operator (<c>mailfront_rule_…</c>) closed it.</summary>
    Rule,

    /// <summary>An operator closed it (<c>mailfront ctl kick</c>).</summary>
    Kicked,

    /// <summary>The address or the user was banned.</summary>
    Banned,

    /// <summary>A command or literal came slower than any honest network is.</summary>
    TooSlow,

    /// <summary><c>maxlogins_per_host</c> or <c>maxlogins_per_user</c> was reached.</summary>
    TooManySessions,

    /// <summary>The process is stopping.</summary>
    Shutdown,

    /// <summary>A bug of ours; an error with the exception is in the log.</summary>
    InternalError,
}
