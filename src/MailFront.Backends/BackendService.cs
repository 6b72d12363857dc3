using MailFront.Protocol;

namespace MailFront.Backends;

/// <summary>One protocol of one backend: its IMAP server may be up while its POP3 server is down. Names compare without case.</summary>
internal readonly record struct BackendService(string Backend, MailProtocol Protocol)
{
    /// <inheritdoc/>
    public bool Equals(BackendService other) =>
        Protocol == other.Protocol && string.Equals(Backend, other.Backend, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Protocol, StringComparer.OrdinalIgnoreCase.GetHashCode(Backend));
}
