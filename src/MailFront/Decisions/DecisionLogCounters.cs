namespace MailFront.Decisions;

/// <summary>A decision log in numbers, since start.</summary>
/// <param name="Written">Records written.</param>
/// <param name="DroppedFull">Records dropped because too many waited for the disk.</param>
/// <param name="DroppedUnwritten">Records dropped because the file could not be opened or written.</param>
internal readonly record struct DecisionLogCounters(long Written, long DroppedFull, long DroppedUnwritten);
