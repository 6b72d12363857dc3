namespace MailFront.Load.CommandLine;

/// <summary>The command line asks for something that does not exist or is not allowed.</summary>
internal sealed class UsageException(string message) : Exception(message);
