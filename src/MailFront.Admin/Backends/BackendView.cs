namespace MailFront.Admin.Backends;

/// <summary>One backend.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State"><c>steady</c>; <c>down</c> while it cannot be reached; <c>returning</c> while its rate climbs back after an outage.</param>
public sealed record BackendView(string Name, string State)
{
    /// <summary>Host and IMAP port; missing when it is configured no longer.</summary>
    public string? Address { get; init; }

    /// <summary>Sessions it serves now.</summary>
    public int Sessions { get; init; }

    /// <summary>Logins under way there.</summary>
    public int Running { get; init; }

    /// <summary>Logins that wait for their turn.</summary>
    public int Waiting { get; init; }

    /// <summary>Logins a second over the last ten seconds.</summary>
    public double LoginsPerSecond { get; init; }

    /// <summary>Logins a second that may begin now; missing when nothing limits them.</summary>
    public double? Rate { get; init; }

    /// <summary>Logins begun since start.</summary>
    public long Logins { get; init; }

    /// <summary>Of these, not through.</summary>
    public long Failed { get; init; }

    /// <summary>Logins that had to wait for their turn.</summary>
    public long Held { get; init; }

    /// <summary>Logins that got no turn.</summary>
    public long Refused { get; init; }

    /// <summary>Logins that this machine had no free port for.</summary>
    public long OutOfPorts { get; init; }

    /// <summary>Sessions whose clients were let go one after the other.</summary>
    public long Spread { get; init; }

    /// <summary>What went wrong last; missing when nothing has.</summary>
    public string? LastFailure { get; init; }

    /// <summary>How long ago that was.</summary>
    public double? LastFailureSecondsAgo { get; init; }
}
