namespace MailFront.Backends.Pacing;

/// <summary>How the wait of a login ended.</summary>
internal enum HoldEnd
{
    /// <summary>Its turn has come.</summary>
    Turn,

    /// <summary>Its turn has come, to find out whether the backend is back.</summary>
    Trial,

    /// <summary>Its turn did not come in time.</summary>
    Expired,

    /// <summary>The client has left.</summary>
    Left,
}
