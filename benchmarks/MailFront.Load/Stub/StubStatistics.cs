namespace MailFront.Load.Stub;

/// <summary>What the stub counted. Thread-safe.</summary>
internal sealed class StubStatistics
{
    private long _logins;
    private long _rejected;
    private long _asked;

    /// <summary>Mailbox logins that were accepted.</summary>
    public long Logins => Interlocked.Read(ref _logins);

    /// <summary>Mailbox logins that were refused.</summary>
    public long Rejected => Interlocked.Read(ref _rejected);

    /// <summary>Passwords that saslauthd or auth_http were asked about.</summary>
    public long Asked => Interlocked.Read(ref _asked);

    /// <summary>Counts a login.</summary>
    public void CountLogin(bool isAccepted) => Interlocked.Increment(ref isAccepted ? ref _logins : ref _rejected);

    /// <summary>Counts a question.</summary>
    public void CountQuestion() => Interlocked.Increment(ref _asked);
}
