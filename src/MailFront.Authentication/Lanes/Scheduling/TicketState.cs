namespace MailFront.Authentication.Lanes.Scheduling;

/// <summary>Where a question stands.</summary>
internal enum TicketState
{
    /// <summary>Not yet in the queue.</summary>
    Fresh,

    /// <summary>In the queue.</summary>
    Waiting,

    /// <summary>Owns a slot of its endpoint.</summary>
    Running,

    /// <summary>Ran, and gave its slot back.</summary>
    Ended,

    /// <summary>Refused at the queue's door.</summary>
    Overloaded,

    /// <summary>Put out of the queue in favour of another.</summary>
    Displaced,

    /// <summary>Refused or put out because no endpoint works.</summary>
    Down,

    /// <summary>The deadline passed in the queue.</summary>
    Expired,

    /// <summary>The client left while it was in the queue.</summary>
    Abandoned,
}
