namespace MailFront.Transport.Tls;

/// <summary>Result of a TLS upgrade.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Detail">Why it failed, for the log; null on success. Never holds bytes the peer sent.</param>
public readonly record struct TlsUpgradeOutcome(TlsUpgradeStatus Status, string? Detail = null);
