namespace MailFront.Backends.Pacing;

/// <summary>One backend as it is now; for metrics and operators.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Whether it takes logins.</param>
/// <param name="Sessions">Sessions it serves now.</param>
/// <param name="Running">Logins under way there.</param>
/// <param name="Waiting">Logins that wait for their turn.</param>
public sealed record BackendSnapshot(string Name, PaceState State, int Sessions, int Running, int Waiting)
{
    /// <summary>Logins a second over the last ten seconds.</summary>
    public double LoginsPerSecond { get; init; }

    /// <summary>Logins a second that may begin now; null when nothing limits them.</summary>
    public double? Rate { get; init; }

    /// <summary>Logins begun since start.</summary>
    public long Logins { get; init; }

    /// <summary>Of these, not through.</summary>
    public long Failed { get; init; }

    /// <summary>Logins that had to wait.</summary>
    public long Held { get; init; }

    /// <summary>Logins that got no turn.</summary>
    public long Refused { get; init; }

    /// <summary>Logins that this machine had no free port for.</summary>
    public long OutOfPorts { get; init; }

    /// <summary>Sessions whose clients were let go one after the other.</summary>
    public long Spread { get; init; }

    /// <summary>What went wrong last; null when nothing has.</summary>
    public string? LastFailure { get; init; }

    /// <summary>How long ago that was.</summary>
    public TimeSpan? LastFailureAge { get; init; }
}
