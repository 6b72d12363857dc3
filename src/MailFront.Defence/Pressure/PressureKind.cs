namespace MailFront.Defence.Pressure;

/// <summary>What the process may run short of.</summary>
public enum PressureKind
{
    /// <summary>Nothing: all is idle.</summary>
    None,

    /// <summary>Open descriptors against RLIMIT_NOFILE.</summary>
    Descriptors,

    /// <summary>Resident memory against what the machine or the container has.</summary>
    Memory,

    /// <summary>TLS handshakes that compute or wait for it, against the places there are.</summary>
    Handshakes,

    /// <summary>Longest wait for a checker of a login that is not suspect, against the deadline of waiting.</summary>
    AuthQueue,

    /// <summary>Connections that have not logged in against <c>mailfront_max_prelogin</c>.</summary>
    PreLogin,
}
