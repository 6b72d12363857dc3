namespace MailFront.Defence.Login;

/// <summary>What can speak against a login. The names are shown in explanations and decision logs.</summary>
[Flags]
public enum EvidenceKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Wrong passwords for unproven users from the same place.</summary>
    FailingSource = 1,

    /// <summary>One password that was wrong for several users.</summary>
    SprayedPassword = 2,

    /// <summary>Distinct wrong passwords for this user from places where the user is not proven.</summary>
    TargetedUser = 4,

    /// <summary>The user has no backend, or no checker knows the name.</summary>
    UnknownUser = 8,

    /// <summary>A botnet was detected, and nobody is proven at this place.</summary>
    Alarm = 16,

    /// <summary>A list names the address or the user (DNS block list, class rule).</summary>
    Listed = 32,

    /// <summary>Distinct wrong passwords for this user from this place.</summary>
    GuessedPair = 64,
}
