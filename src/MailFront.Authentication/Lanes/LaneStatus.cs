namespace MailFront.Authentication.Lanes;

/// <summary>How a question left its lane.</summary>
internal enum LaneStatus
{
    /// <summary>The checker answered in time.</summary>
    Answered,

    /// <summary>The queue was full; the checker was not asked.</summary>
    Overloaded,

    /// <summary>The deadline passed, while waiting or while the checker thought.</summary>
    Expired,
}
