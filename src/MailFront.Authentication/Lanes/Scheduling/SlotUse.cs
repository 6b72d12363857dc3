namespace MailFront.Authentication.Lanes.Scheduling;

/// <summary>How the slots of the working endpoints are used.</summary>
/// <param name="Limit">Slots there are.</param>
/// <param name="Known">Slots used for known logins.</param>
/// <param name="SlowKnown">Those of them that are used for so long that they will not be free soon.</param>
/// <param name="New">Slots used for new logins.</param>
/// <param name="Suspect">Slots used for suspects.</param>
internal readonly record struct SlotUse(int Limit, int Known, int SlowKnown, int New, int Suspect);
