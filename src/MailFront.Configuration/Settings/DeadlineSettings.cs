namespace MailFront.Configuration.Settings;

/// <summary>Times: absolute deadlines before login, inactivity after it.</summary>
public sealed record DeadlineSettings
{
    /// <summary>Least <c>timeout</c>: 30 minutes (RFC 3501 §5.4).</summary>
    public static readonly TimeSpan ImapFloor = TimeSpan.FromMinutes(30);

    /// <summary>Least <c>poptimeout</c>: 10 minutes (RFC 1939 §3).</summary>
    public static readonly TimeSpan Pop3Floor = TimeSpan.FromMinutes(10);

    /// <summary><c>mailfront_proxy_header_deadline</c>: from accept to a whole PROXY header. Default 5 s.</summary>
    public TimeSpan ProxyHeader { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary><c>mailfront_handshake_deadline</c>: a TLS handshake. Default 10 s.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary><c>mailfront_first_command_deadline</c>: from the greeting to a whole first command. Default 20 s.</summary>
    public TimeSpan FirstCommand { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary><c>mailfront_command_deadline</c>: from a command's first octet to its last, before login. Default 30 s.</summary>
    public TimeSpan Command { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary><c>mailfront_login_deadline</c>: from the greeting to a login. Default 60 s.</summary>
    public TimeSpan Login { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary><c>mailfront_deadline_scaling</c>: pressure in percent from which on those before login shrink; 100: never. Default 50.</summary>
    public int ScalingPercent { get; init; } = 50;

    /// <summary><c>mailfront_slow_login</c>: a login that takes longer gets a line that tells where its time went. Default 1 s.</summary>
    public TimeSpan SlowLogin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary><c>mailfront_failed_deadline</c>: what is left of the connection after a failed login was answered. Default 10 s.</summary>
    public TimeSpan Failed { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary><c>timeout</c>: IMAP inactivity after login, at least <see cref="ImapFloor"/>. Default 32 min, as Cyrus 3.</summary>
    public TimeSpan ImapInactivity { get; init; } = TimeSpan.FromMinutes(32);

    /// <summary><c>poptimeout</c>: POP3 inactivity after login, at least <see cref="Pop3Floor"/>. Default 10 min.</summary>
    public TimeSpan Pop3Inactivity { get; init; } = TimeSpan.FromMinutes(10);
}
