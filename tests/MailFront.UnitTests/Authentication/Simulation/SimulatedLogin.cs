namespace MailFront.UnitTests.Authentication.Simulation;

/// <summary>One attempt to log in.</summary>
/// <param name="At">When it arrives.</param>
/// <param name="User">Number of the user; negative when no such user exists.</param>
/// <param name="Source">Number of the source prefix.</param>
/// <param name="Password">Number of the password; the user's own is the user's number, wrong ones are negative.</param>
/// <param name="IsBot">Whether the botnet sends it. Nothing but the read-outs may look at it.</param>
/// <param name="HangsUp">Whether the client leaves at once.</param>
internal readonly record struct SimulatedLogin(TimeSpan At, int User, int Source, int Password, bool IsBot, bool HangsUp)
{
    public bool IsRight => User >= 0 && Password == User;
}
