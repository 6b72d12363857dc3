namespace MailFront.Transport.Deadlines;

/// <summary>Where an entry is; changed only under the wheel's lock.</summary>
internal enum DeadlineState
{
    /// <summary>Not set.</summary>
    Idle,

    /// <summary>In a slot of the wheel.</summary>
    Scheduled,

    /// <summary>Taken out of its slot because it is due; its target has not been told yet.</summary>
    Due,
}
