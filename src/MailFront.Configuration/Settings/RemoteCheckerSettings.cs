namespace MailFront.Configuration.Settings;

/// <summary>Checkers behind IMAP, HTTP and Dovecot's auth socket; each null or empty when it is not asked.</summary>
public sealed record RemoteCheckerSettings
{
    /// <summary>Where a Dovecot of most distributions has a socket for auth clients, once <c>service auth</c> makes one.</summary>
    public const string DefaultDovecotAuthSocket = "/run/dovecot/auth-client";

    /// <summary><c>mailfront_saslauthd_client_address</c>: whether saslauthd reads a fifth string.</summary>
    public bool SaslauthdReadsClientAddress { get; init; }

    /// <summary><c>mailfront_imap_checker</c>: equal servers, each asked when it is its turn.</summary>
    public IReadOnlyList<ImapCheckerServer> ImapServers { get; init; } = [];

    /// <summary><c>mailfront_auth_http_url</c>: equal services.</summary>
    public IReadOnlyList<Uri> HttpUrls { get; init; } = [];

    /// <summary><c>mailfront_auth_http_header</c>: <c>Name: value</c>; null for none.</summary>
    public HiddenText? HttpHeader { get; init; }

    /// <summary><c>mailfront_dovecot_auth_socket</c>.</summary>
    public string DovecotAuthSocket { get; init; } = DefaultDovecotAuthSocket;

    /// <inheritdoc/>
    public bool Equals(RemoteCheckerSettings? other) => other is not null
        && SaslauthdReadsClientAddress == other.SaslauthdReadsClientAddress
        && ImapServers.SequenceEqual(other.ImapServers)
        && HttpUrls.SequenceEqual(other.HttpUrls)
        && Equals(HttpHeader, other.HttpHeader)
        && DovecotAuthSocket == other.DovecotAuthSocket;

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(SaslauthdReadsClientAddress, ImapServers.Count, HttpUrls.Count, HttpHeader, DovecotAuthSocket);
}
