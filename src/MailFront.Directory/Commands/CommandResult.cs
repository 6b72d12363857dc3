namespace MailFront.Directory.Commands;

/// <summary>How a directory command ended.</summary>
public enum CommandResult
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>Done as far as asked, but there is something to look at: bad lines in an import.</summary>
    DoneWithComplaints,

    /// <summary>There is no such entry.</summary>
    NotFound,

    /// <summary>The arguments are not acceptable; nothing was changed.</summary>
    Refused,

    /// <summary>The directory or a file gives trouble; nothing was changed.</summary>
    Failed,
}
