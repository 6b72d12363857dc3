namespace MailFront.Postgres.Fleet;

/// <summary>The exchange between nodes in numbers, since start.</summary>
/// <param name="IsConnected">Whether the database answers.</param>
/// <param name="Sent">Batches written.</param>
/// <param name="Received">Batches of other nodes taken.</param>
/// <param name="Rejected">Batches that were not sealed under this secret, or too old.</param>
/// <param name="Dropped">Pieces of news that made room for newer ones while the database was away.</param>
public readonly record struct FleetCounters(bool IsConnected, long Sent, long Received, long Rejected, long Dropped);
