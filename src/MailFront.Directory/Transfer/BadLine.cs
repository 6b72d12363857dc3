namespace MailFront.Directory.Transfer;

/// <summary>A line that was not imported.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Problem">Why, in words for an administrator; text from the file is quoted and safe for a terminal.</param>
public readonly record struct BadLine(long Line, string Problem);
