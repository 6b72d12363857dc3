namespace MailFront.Defence;

/// <summary>Why the engine decided as it did; the name is the log reason and the metric label.</summary>
public enum VerdictReason
{
    /// <summary>Nothing speaks against it.</summary>
    None,

    /// <summary><c>mailfront_deny</c> or its file lists the address or the user.</summary>
    Denied,

    /// <summary>The address or the user is banned.</summary>
    Banned,

    /// <summary><c>mailfront_max_connections</c> is reached.</summary>
    ConnectionsFull,

    /// <summary><c>mailfront_max_prelogin</c> is reached.</summary>
    PreLoginFull,

    /// <summary>The service's <c>maxchild</c> is reached.</summary>
    ServiceFull,

    /// <summary>The login could not be decided or served; the answer is delayed.</summary>
    Unavailable,

    /// <summary>The login failed; the answer is delayed.</summary>
    LoginFailed,

    /// <summary><c>mailfront_max_login_failures</c> is reached on this connection.</summary>
    TooManyFailures,
}
