namespace MailFront.Lists;

/// <summary>How a look-up at the block lists ended; the name is the metric label.</summary>
internal enum BlocklistResult
{
    /// <summary>A list names the address.</summary>
    Listed,

    /// <summary>No list names it.</summary>
    NotListed,

    /// <summary>A list gave no answer in time, or one that means nothing.</summary>
    Failed,

    /// <summary>Too many addresses waited.</summary>
    Skipped,
}
