using MailFront.Defence.Login;

namespace MailFront.Admin.Sessions;

/// <summary>Says in words what speaks against a login.</summary>
internal static class EvidenceWords
{
    private static readonly (EvidenceKinds Kind, string Words)[] _words =
    [
        (EvidenceKinds.FailingSource, "wrong passwords for unproven users came from the same place"),
        (EvidenceKinds.SprayedPassword, "the same password was wrong for several users"),
        (EvidenceKinds.TargetedUser, "wrong passwords for this user came from places where the user never logged in"),
        (EvidenceKinds.UnknownUser, "the user has no backend, or no checker knows the name"),
        (EvidenceKinds.Alarm, "a botnet is at work, and the user is not proven at this place"),
        (EvidenceKinds.Listed, "a list or a rule names it"),
    ];

    /// <summary>All that is in <paramref name="kinds"/>, with commas between.</summary>
    public static string Of(EvidenceKinds kinds) => kinds == EvidenceKinds.None
        ? "nothing speaks against it"
        : "against it: " + string.Join("; ", _words.Where(word => kinds.HasFlag(word.Kind)).Select(word => word.Words));
}
