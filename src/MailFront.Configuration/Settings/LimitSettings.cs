namespace MailFront.Configuration.Settings;

/// <summary>Sizes a client must keep to, in octets, and numbers of sessions.</summary>
public sealed record LimitSettings
{
    /// <summary>Default of <see cref="PreLoginMaxLine"/>: 8 KiB, as Cyrus and Dovecot before login.</summary>
    public const int DefaultPreLoginMaxLine = 8192;

    /// <summary>Default of <see cref="PreLoginMaxLiteral"/>: no honest user name or password is longer.</summary>
    public const int DefaultPreLoginMaxLiteral = 4096;

    /// <summary><c>mailfront_prelogin_max_line</c>: one line before login, 512..65536. Default 8192.</summary>
    public int PreLoginMaxLine { get; init; } = DefaultPreLoginMaxLine;

    /// <summary><c>mailfront_prelogin_max_literal</c>: one literal before login, 64..65536. Default 4096.</summary>
    public int PreLoginMaxLiteral { get; init; } = DefaultPreLoginMaxLiteral;

    /// <summary><c>maxlogins_per_host</c>: sessions at once from one client address; 0 (default): no cap.</summary>
    public int MaxLoginsPerHost { get; init; }

    /// <summary><c>maxlogins_per_user</c>: sessions at once of one user; 0 (default): no cap.</summary>
    public int MaxLoginsPerUser { get; init; }
}
