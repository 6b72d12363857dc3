namespace MailFront.Configuration.Settings;

/// <summary>Sizes a client must keep to, in octets.</summary>
public sealed record LimitSettings
{
    /// <summary>Default of <see cref="MaxWord"/>, <see cref="MaxQuoted"/> and <see cref="MaxLiteral"/>: 128 KiB, as Cyrus 3.12.</summary>
    public const long DefaultMaxToken = 128 * 1024;

    /// <summary>Default of <see cref="PreLoginMaxLine"/>: 8 KiB, as Cyrus and Dovecot before login.</summary>
    public const int DefaultPreLoginMaxLine = 8192;

    /// <summary>Default of <see cref="PreLoginMaxLiteral"/>: no honest user name or password is longer.</summary>
    public const int DefaultPreLoginMaxLiteral = 4096;

    /// <summary><c>maxword</c>: one atom.</summary>
    public long MaxWord { get; init; } = DefaultMaxToken;

    /// <summary><c>maxquoted</c>: one quoted string.</summary>
    public long MaxQuoted { get; init; } = DefaultMaxToken;

    /// <summary><c>maxliteral</c>: one literal outside APPEND.</summary>
    public long MaxLiteral { get; init; } = DefaultMaxToken;

    /// <summary><c>maxargssize</c>: all arguments of one command; 0 for no limit (default).</summary>
    public long MaxArgumentsSize { get; init; }

    /// <summary><c>literalminus</c>: offer LITERAL- (RFC 7888) rather than LITERAL+. Default false.</summary>
    public bool LiteralMinus { get; init; }

    /// <summary><c>mailfront_prelogin_max_line</c>: one line before login, 512..65536. Default 8192.</summary>
    public int PreLoginMaxLine { get; init; } = DefaultPreLoginMaxLine;

    /// <summary><c>mailfront_prelogin_max_literal</c>: one literal before login, 64..65536. Default 4096.</summary>
    public int PreLoginMaxLiteral { get; init; } = DefaultPreLoginMaxLiteral;
}
