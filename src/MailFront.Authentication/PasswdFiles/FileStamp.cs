namespace MailFront.Authentication.PasswdFiles;

/// <summary>What tells two states of a file apart.</summary>
/// <param name="Length">In octets.</param>
/// <param name="Modified">Last change of the content, UTC.</param>
/// <param name="IsOpenToOthers">Any user of the machine may read it.</param>
internal readonly record struct FileStamp(long Length, DateTime Modified, bool IsOpenToOthers);
