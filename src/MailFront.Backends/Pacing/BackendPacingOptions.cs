namespace MailFront.Backends.Pacing;

/// <summary>How fast backends are given logins, and who waits for his turn; one snapshot, replaced on reload.</summary>
public sealed record BackendPacingOptions
{
    /// <summary>
    /// Most logins a second at each backend that has no value of its own (<c>mailfront_backend_login_rate</c>); null (default): no limit while a
    /// backend is well, and after an outage what it was seen to bear (<see cref="LoginPace"/>).
    /// </summary>
    public int? LoginRate { get; init; }

    /// <summary>
    /// Most logins under way at once at each backend that has no value of its own (<c>mailfront_backend_login_connections</c>); null (default): no limit
    /// while a backend is well, and after an outage a second's worth of its rate.
    /// </summary>
    public int? Connections { get; init; }

    /// <summary>Longest wait of one login (<c>mailfront_backend_login_hold</c>); zero: nobody waits. Default 30 s: most clients give a login a minute.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most logins that wait in all (<c>mailfront_backend_login_queue</c>). Default 20000.</summary>
    public int MaxWaiting { get; init; } = 20_000;

    /// <summary>
    /// Longest time over which the clients of a backend that died are let go (<c>mailfront_disconnect_spread</c>); zero: all at once. Default 30 s.
    /// </summary>
    public TimeSpan DisconnectSpread { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most logins that wait for one backend: half of all places, so that another backend's users find one too.</summary>
    public int MaxWaitingForOne => Math.Max(1, MaxWaiting / 2);
}
