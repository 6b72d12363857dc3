namespace MailFront.Authentication.PasswdFiles;

/// <summary>A path names a FIFO, a directory, a device or a socket.</summary>
internal sealed class NotRegularFileException() : IOException("it is not a regular file");
