namespace MailFront.Backends;

/// <summary>Why a backend connection could not be had.</summary>
/// <param name="Backend">Name of the backend.</param>
/// <param name="Kind">What went wrong.</param>
/// <param name="Step">In which step.</param>
/// <param name="Detail">Words for the log: the backend's own text, escaped and cut to 128 characters, or the system's error.</param>
/// <param name="ResponseCode">
/// A response code of the backend that the client should see ([IN-USE], [LOGIN-DELAY], [LIMIT] …), without brackets; null otherwise.
/// </param>
public sealed record BackendFailure(string Backend, BackendFailureKind Kind, BackendStep Step, string Detail, string? ResponseCode = null)
{
    /// <summary>True when this machine is short of something (ports, descriptors, its name service): it says nothing about the backend.</summary>
    public bool IsOurOwn { get; init; }

    /// <summary>
    /// True when it speaks against the backend as a whole, so that a row of such failures makes it count as down. A slow
    /// login does not: it may be one user's locked mailbox.
    /// </summary>
    internal bool CountsAgainstHealth => !IsOurOwn && Kind switch
    {
        BackendFailureKind.Unreachable => true,
        BackendFailureKind.TimedOut => Step != BackendStep.Login,
        BackendFailureKind.Closed => Step is BackendStep.Connect or BackendStep.Tls or BackendStep.Greeting,
        _ => false,
    };

    /// <summary>True when the backend behaved: it said no in its protocol's words.</summary>
    internal bool IsCivil =>
        Kind is BackendFailureKind.Refused or BackendFailureKind.LoginRefused or BackendFailureKind.WrongPassword;
}
