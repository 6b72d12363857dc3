namespace MailFront.Directory;

/// <summary>How a lookup ended.</summary>
public enum LocateStatus
{
    /// <summary>The directory, or the default backends, name a location.</summary>
    Found,

    /// <summary>No entry and no default backend.</summary>
    NotFound,

    /// <summary>
    /// The directory could not be read, or the entry is reserved (a move is under way). A temporary failure:
    /// a default backend is never used then, because the user may live elsewhere.
    /// </summary>
    Unavailable,
}
