namespace MailFront.Rig.Population;

/// <summary>Who tries to log in.</summary>
internal enum LoginKind
{
    /// <summary>A user from a device that has logged in before, with the password it used then.</summary>
    Verified,

    /// <summary>A user from a device that has logged in before, with a right password that was not used before: as after a change.</summary>
    Known,

    /// <summary>A user with a right password from a place where nobody has logged in before.</summary>
    New,

    /// <summary>A user who mistypes.</summary>
    Typo,

    /// <summary>A forgotten phone with an old password.</summary>
    Stale,

    /// <summary>A guess of the botnet.</summary>
    Bot,
}
