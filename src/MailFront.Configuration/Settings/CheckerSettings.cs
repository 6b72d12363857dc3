namespace MailFront.Configuration.Settings;

/// <summary>Who decides whether a password is right, and how many questions may wait.</summary>
public sealed record CheckerSettings
{
    /// <summary>Debian's place of the saslauthd socket.</summary>
    public const string DefaultSaslauthdPath = "/var/run/saslauthd/mux";

    /// <summary><c>sasl_pwcheck_method</c>: asked in this order until one knows the user; never empty.</summary>
    public required IReadOnlyList<CheckerKind> Checkers { get; init; }

    /// <summary><c>sasl_saslauthd_path</c>: saslauthd's socket; or several, with blanks between them, of equal daemons that share the work.</summary>
    public string SaslauthdPath { get; init; } = DefaultSaslauthdPath;

    /// <summary>The sockets in <see cref="SaslauthdPath"/>, at least one.</summary>
    public IReadOnlyList<string> SaslauthdPaths =>
        SaslauthdPath.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } paths ? paths : [DefaultSaslauthdPath];

    /// <summary><c>mailfront_passwd_file</c>; null when <see cref="CheckerKind.PasswdFile"/> is not asked.</summary>
    public string? PasswdFile { get; init; }

    /// <summary>The LDAP servers; null when <see cref="CheckerKind.Ldap"/> is not asked.</summary>
    public LdapSettings? Ldap { get; init; }

    /// <summary>The PostgreSQL table; null when <see cref="CheckerKind.Sql"/> is not asked.</summary>
    public SqlSettings? Sql { get; init; }

    /// <summary><c>mailfront_checker_concurrency</c>: questions under way at once at each system asked, 1..1024. Default 5, as saslauthd's processes.</summary>
    public int Concurrency { get; init; } = 5;

    /// <summary><c>mailfront_checker_deadline</c>: from asking to an answer. Default 10 s.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary><c>mailfront_checker_queue</c>: questions waiting, 1..65536; further ones are answered UNAVAILABLE. Default 256.</summary>
    public int Queue { get; init; } = 256;

    /// <summary>How long answers are remembered.</summary>
    public VerifierSettings Verifier { get; init; } = new();

    /// <summary><c>mailfront_checker_reserved</c>: percent of the questions at once that only known users may use, 0..90. Default 30.</summary>
    public int ReservedPercent { get; init; } = 30;

    /// <summary><c>mailfront_checker_suspect_share</c>: percent of the checkers' time that suspects may use, 5..100. Default 40.</summary>
    public int SuspectPercent { get; init; } = 40;

    /// <summary>Checkers behind IMAP, HTTP and Dovecot's auth socket.</summary>
    public RemoteCheckerSettings Remote { get; init; } = new();

    /// <summary><c>mailfront_policy_*</c>; null when no policy server is asked.</summary>
    public PolicySettings? Policy { get; init; }
}
