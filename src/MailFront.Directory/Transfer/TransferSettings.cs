namespace MailFront.Directory.Transfer;

/// <summary>What the reader must know besides the file.</summary>
/// <param name="Names">How user names become internal names.</param>
/// <param name="Backend">Backend of locations that name a partition only, as in a dump from a backend itself; null when there is none.</param>
public sealed record TransferSettings(InternalNameOptions Names, string? Backend);
