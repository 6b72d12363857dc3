namespace MailFront.Configuration;

/// <summary>Where something stands.</summary>
/// <param name="File">File, as it was opened.</param>
/// <param name="Line">Line, from 1; 0 for the file as a whole.</param>
internal readonly record struct SourcePlace(string File, int Line);
