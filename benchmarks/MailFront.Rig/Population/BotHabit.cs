namespace MailFront.Rig.Population;

/// <summary>What a bot does after it has sent its guess.</summary>
internal enum BotHabit
{
    /// <summary>Waits for the answer and closes.</summary>
    Wait,

    /// <summary>Hangs up without waiting.</summary>
    Leave,

    /// <summary>Waits for the answer and then stays, silent.</summary>
    Hold,
}
