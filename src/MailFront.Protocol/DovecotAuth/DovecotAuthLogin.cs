namespace MailFront.Protocol.DovecotAuth;

/// <summary>What Dovecot's auth process is told of a login beside the credential; empty texts and port 0 are left out.</summary>
/// <param name="Service">Dovecot's name of the protocol: <c>imap</c> or <c>pop3</c>.</param>
public sealed record DovecotAuthLogin(string Service)
{
    /// <summary>Whether the credential came to us over TLS.</summary>
    public bool IsSecure { get; init; }

    /// <summary>Name of the session in logs.</summary>
    public string SessionId { get; init; } = string.Empty;

    /// <summary>Where the client connected to.</summary>
    public string LocalAddress { get; init; } = string.Empty;

    /// <summary>Port of <see cref="LocalAddress"/>.</summary>
    public int LocalPort { get; init; }

    /// <summary>The client.</summary>
    public string RemoteAddress { get; init; } = string.Empty;

    /// <summary>Port of <see cref="RemoteAddress"/>.</summary>
    public int RemotePort { get; init; }
}
