namespace MailFront.Protocol.Pop3;

/// <summary>What one POP3 line may cost before it is refused.</summary>
public sealed record Pop3Limits
{
    /// <summary>
    /// Cyrus' line limit (imap/pop3d.c). RFC 2449 §4 stops at 255 octets, but RFC 5034 §4 lets AUTH responses
    /// be as long as a mechanism needs.
    /// </summary>
    public const int DefaultMaxLineBytes = 8192;

    /// <summary>Limits for clients that have proved nothing yet.</summary>
    public static Pop3Limits BeforeLogin { get; } = new();

    /// <summary>Limits for what a backend may send until its login is done.</summary>
    public static Pop3Limits BackendLogin { get; } = new();

    /// <summary>Longest line, in octets, line end included. Default <see cref="DefaultMaxLineBytes"/>.</summary>
    public int MaxLineBytes { get; init; } = DefaultMaxLineBytes;
}
