namespace MailFront.Authentication.Lanes;

/// <summary>How a question left its group of checkers.</summary>
public enum LaneStatus
{
    /// <summary>A checker answered in time; or every endpoint is down, which is the answer "unavailable".</summary>
    Answered,

    /// <summary>The queue was full, or better questions needed the place; no checker was asked.</summary>
    Overloaded,

    /// <summary>The deadline passed, while waiting or while the checker thought.</summary>
    Expired,
}
