namespace MailFront.Configuration.Settings;

/// <summary>What the server says of itself.</summary>
public sealed record IdentitySettings
{
    /// <summary><c>servername</c>; default the host's name.</summary>
    public required string ServerName { get; init; }

    /// <summary><c>serverinfo</c>. Default on, as Cyrus.</summary>
    public ServerInfo ServerInfo { get; init; }

    /// <summary><c>imapidresponse</c>: whether ID is answered with name and version. Default true, as Cyrus.</summary>
    public bool AnswersId { get; init; } = true;

    /// <summary><c>suppress_capabilities</c>: names never shown, any case. Default none.</summary>
    public IReadOnlyList<string> SuppressedCapabilities { get; init; } = [];
}
