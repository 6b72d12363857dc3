namespace MailFront.Transport.Outbound;

/// <summary>Result of an attempt to connect.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Channel">The channel, which the caller closes; null unless connected.</param>
/// <param name="Detail">Address and reason for the log; null when connected.</param>
public readonly record struct ConnectOutcome(ConnectStatus Status, Channel? Channel = null, string? Detail = null);
