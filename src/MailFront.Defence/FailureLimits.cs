namespace MailFront.Defence;

/// <summary>What a failed login costs the connection; may differ from service to service.</summary>
public sealed record FailureLimits
{
    /// <summary>Delay of the answer to a failed login, counted from the credential (<c>failedloginpause</c>); see <see cref="FailureSchedule"/>. Default 3 s, as Cyrus.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Delay of the answer "try again later". 1 s: a client that retries at once must not turn an outage into a flood.</summary>
    public TimeSpan UnavailablePause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Failures on one connection after which it is closed (<c>mailfront_max_login_failures</c>). Default 3; at least 1.</summary>
    public int MaxFailures { get; init; } = 3;

    /// <summary>Time a connection that failed has for its next try (<c>mailfront_failed_deadline</c>). Default 10 s.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);
}
