namespace MailFront.Configuration.Settings;

/// <summary>Options that may differ from service to service.</summary>
public sealed record ServiceSettings
{
    /// <summary>What the server says of itself.</summary>
    public required IdentitySettings Identity { get; init; }

    /// <summary>Who may log in and how.</summary>
    public LoginSettings Login { get; init; } = new();

    /// <summary>Sizes.</summary>
    public LimitSettings Limits { get; init; } = new();

    /// <summary>Times.</summary>
    public DeadlineSettings Deadlines { get; init; } = new();

    /// <summary>TLS towards clients.</summary>
    public TlsSettings Tls { get; init; } = new();
}
