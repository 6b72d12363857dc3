namespace MailFront.UnitTests.Defence.Simulation;

/// <summary>What is special about a day.</summary>
internal enum DayKind
{
    /// <summary>Nothing.</summary>
    Quiet,

    /// <summary>From eight to half past nine five times as many log in.</summary>
    MondayMorning,

    /// <summary>At eight the passwords of a quarter of all users expire; their devices go on with the old ones for up to four hours.</summary>
    PasswordExpiry,
}
