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
    /// <summary>Whether the credential is right. Passwords that the user had not used before the simulation are whole multiples of the users' number higher.</summary>
    public bool IsRight => User >= 0 && Password >= 0 && Password % Population.Users == User;

    /// <summary>Whether a right password was never used before.</summary>
    public bool IsUnseen => Password >= Population.Users;

    /// <summary>How often the client came before and was told to try later.</summary>
    public int Retries { get; init; }

    /// <summary>When the client came first.</summary>
    public TimeSpan Since { get; init; } = At;
}
