namespace MailFront.Defence.Lists;

/// <summary>Which list decided; the name is the metric label.</summary>
public enum ListKind
{
    /// <summary>A ban of an address or network.</summary>
    Ban,

    /// <summary><c>mailfront_deny</c> or its file.</summary>
    Deny,

    /// <summary>A ban of a user.</summary>
    BanUser,

    /// <summary>A user in <c>mailfront_deny_file</c>.</summary>
    DenyUser,
}
