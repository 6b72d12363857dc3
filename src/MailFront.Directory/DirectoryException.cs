namespace MailFront.Directory;

/// <summary>The directory file cannot be used; the message names the file and says what to do, in words for an administrator.</summary>
public sealed class DirectoryException : Exception
{
    /// <summary>Makes one.</summary>
    public DirectoryException(DirectoryFault fault, string message, Exception? cause)
        : base(message, cause) => Fault = fault;

    /// <summary>What is wrong.</summary>
    public DirectoryFault Fault { get; }
}
