namespace MailFront.Defence.Admission;

/// <summary>How a connection's place is counted.</summary>
internal enum SeatState
{
    /// <summary>Counted before login; its connection is being made.</summary>
    Reserved,

    /// <summary>Counted before login, and may have to go.</summary>
    Waiting,

    /// <summary>Told to go: no longer counted against a cap, but its socket may still be there.</summary>
    Leaving,

    /// <summary>Logged in; never has to go for another.</summary>
    Session,

    /// <summary>Its socket is gone.</summary>
    Free,
}
