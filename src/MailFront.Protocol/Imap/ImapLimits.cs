namespace MailFront.Protocol.Imap;

/// <summary>What one IMAP command or response may cost before it is refused. All sizes in octets, line ends included.</summary>
public sealed record ImapLimits
{
    /// <summary>Line limit: RFC 7162 §4 asks servers to take 8192 octets; Cyrus 3.12 stops at maxargssize, Dovecot's login at 8192.</summary>
    public const int DefaultMaxLineBytes = 8192;

    /// <summary>Literal limit before login: no user name or password is longer; Cyrus would take 128 KiB (maxliteral), for anybody.</summary>
    public const int DefaultMaxLiteralBytes = 4096;

    /// <summary>Sum limit: two full literals (user, password) and one full line.</summary>
    public const int DefaultMaxCommandBytes = 16 * 1024;

    /// <summary>Arguments: ID's 30 pairs (RFC 2971 §3.3) are 60 strings.</summary>
    public const int DefaultMaxArguments = 64;

    /// <summary>Nesting: only ID has a list before login, and it is flat.</summary>
    public const int DefaultMaxNesting = 1;

    /// <summary>Tag limit: RFC 3501 sets none; clients in use stay under 20, and 128 fits whole into a log line.</summary>
    public const int DefaultMaxTagBytes = 128;

    /// <summary>Tiny limits for clients that have proved nothing yet.</summary>
    public static ImapLimits BeforeLogin { get; } = new();

    /// <summary>Limits for what a backend may send until its login is done: greeting, capabilities, ID, tagged answers.</summary>
    public static ImapLimits BackendLogin { get; } = new() { MaxLineBytes = DefaultMaxCommandBytes };

    /// <summary>Longest line, or piece of a line between literals. Default <see cref="DefaultMaxLineBytes"/>.</summary>
    public int MaxLineBytes { get; init; } = DefaultMaxLineBytes;

    /// <summary>Largest single literal. Default <see cref="DefaultMaxLiteralBytes"/>.</summary>
    public int MaxLiteralBytes { get; init; } = DefaultMaxLiteralBytes;

    /// <summary>
    /// Largest whole command, literals included: what a reader has to be ready to buffer.
    /// Default <see cref="DefaultMaxCommandBytes"/>.
    /// </summary>
    public int MaxCommandBytes { get; init; } = DefaultMaxCommandBytes;

    /// <summary>Most strings and atoms in one command, and most literals. Default <see cref="DefaultMaxArguments"/>.</summary>
    public int MaxArguments { get; init; } = DefaultMaxArguments;

    /// <summary>Deepest list. Default <see cref="DefaultMaxNesting"/>.</summary>
    public int MaxNesting { get; init; } = DefaultMaxNesting;

    /// <summary>Longest tag. Default <see cref="DefaultMaxTagBytes"/>.</summary>
    public int MaxTagBytes { get; init; } = DefaultMaxTagBytes;
}
