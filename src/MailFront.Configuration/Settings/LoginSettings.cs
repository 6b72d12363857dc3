namespace MailFront.Configuration.Settings;

/// <summary>Who may log in and how.</summary>
public sealed record LoginSettings
{
    /// <summary>Mechanisms offered when <c>sasl_mech_list</c> is not set.</summary>
    public static readonly IReadOnlyList<string> DefaultMechanisms = ["PLAIN", "LOGIN"];

    /// <summary><c>failedloginpause</c> when not set: 3 s, as Cyrus.</summary>
    public static readonly TimeSpan DefaultFailedLoginPause = TimeSpan.FromSeconds(3);

    /// <summary><c>mailfront_max_login_failures</c> when not set.</summary>
    public const int DefaultMaxFailures = 3;

    /// <summary><c>allowplaintext</c>: passwords without TLS. Default false, as Cyrus 3.</summary>
    public bool AllowPlaintext { get; init; }

    /// <summary><c>tls_required</c>: no login of any kind without TLS. Default false.</summary>
    public bool TlsRequired { get; init; }

    /// <summary><c>allowstarttls</c>, and a certificate is there. Default true (Cyrus 3.12: false).</summary>
    public bool AllowStartTls { get; init; }

    /// <summary><c>sasl_mech_list</c>, upper case, only those MailFront speaks. Default PLAIN LOGIN.</summary>
    public IReadOnlyList<string> Mechanisms { get; init; } = DefaultMechanisms;

    /// <summary><c>admins</c>: who may act as any other user; empty for nobody.</summary>
    public IReadOnlyList<string> Admins { get; init; } = [];

    /// <summary><c>mailfront_external_user</c>. Default the common name.</summary>
    public ExternalUserKind ExternalUser { get; init; }

    /// <summary><c>imapmagicplus</c>: in IMAP, <c>+detail</c> is cut from login names. Default false.</summary>
    public bool ImapMagicPlus { get; init; }

    /// <summary><c>popsubfolders</c>: in POP3, <c>+folder</c> of a login name is passed on and is not part of the user's name. Default false.</summary>
    public bool PopSubfolders { get; init; }

    /// <summary><c>username_tolower</c>. Default true.</summary>
    public bool UserNameToLower { get; init; } = true;

    /// <summary><c>virtdomains</c>. Default off.</summary>
    public VirtualDomains VirtualDomains { get; init; }

    /// <summary><c>defaultdomain</c>: stripped from user names; null when not set.</summary>
    public string? DefaultDomain { get; init; }

    /// <summary><c>failedloginpause</c>: delay before a failed login is answered; holds no thread. Default 3 s.</summary>
    public TimeSpan FailedLoginPause { get; init; } = DefaultFailedLoginPause;

    /// <summary><c>plaintextloginpause</c>: delay before OK to a login without TLS. Default none.</summary>
    public TimeSpan PlaintextLoginPause { get; init; }

    /// <summary><c>mailfront_max_login_failures</c>: failures on one connection before it is closed, 1..100. Default 3.</summary>
    public int MaxFailures { get; init; } = DefaultMaxFailures;

}
