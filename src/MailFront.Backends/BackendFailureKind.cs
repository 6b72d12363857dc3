namespace MailFront.Backends;

/// <summary>What went wrong with a backend. Only <see cref="WrongPassword"/> is about the client's password.</summary>
public enum BackendFailureKind
{
    /// <summary>No such host, refused, unreachable, out of local ports, or known to be down.</summary>
    Unreachable,

    /// <summary>The deadline passed in some step.</summary>
    TimedOut,

    /// <summary>TLS could not be had, or the certificate is not right.</summary>
    Insecure,

    /// <summary>It closed the connection before the login was through.</summary>
    Closed,

    /// <summary>It spoke something that is not the protocol, too much of it, or out of turn.</summary>
    Garbled,

    /// <summary>It greeted with BYE or -ERR, or answered that it is busy ([UNAVAILABLE], [SYS/TEMP], [IN-USE], [LOGIN-DELAY], [LIMIT]).</summary>
    Refused,

    /// <summary>It refused our proxy credentials, or their use for this user: a matter for the operator.</summary>
    LoginRefused,

    /// <summary>This machine has no free port towards it (<c>mailfront_backend_source</c>).</summary>
    OutOfPorts,

    /// <summary>More logins than its budget allows, and too many that wait for their turn already.</summary>
    Crowded,

    /// <summary>
    /// A <see cref="BackendKind.Generic"/> backend refused the user's own password. The only kind that may become
    /// a bad-password answer to the client; proxy credentials never end here.
    /// </summary>
    WrongPassword,
}
