namespace MailFront.Configuration.Lists;

/// <summary>What <c>mailfront_allow_file</c> or <c>mailfront_deny_file</c> names.</summary>
/// <param name="Path">The file.</param>
/// <param name="Networks">Its networks.</param>
/// <param name="Users">Its users.</param>
public sealed record ListFile(string Path, IReadOnlyList<ListEntry> Networks, IReadOnlyList<ListedUser> Users);
