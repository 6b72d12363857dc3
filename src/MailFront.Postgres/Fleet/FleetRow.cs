namespace MailFront.Postgres.Fleet;

/// <summary>One sealed batch of another node.</summary>
/// <param name="Node">Who wrote it.</param>
/// <param name="Sequence">The how manieth of that node since it started, from 1 on.</param>
/// <param name="Box">The sealed batch.</param>
internal readonly record struct FleetRow(Guid Node, long Sequence, byte[] Box);
