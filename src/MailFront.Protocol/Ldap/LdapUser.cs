namespace MailFront.Protocol.Ldap;

/// <summary>The names of a user that templates and filters may speak of.</summary>
/// <param name="Name">The whole user name, <c>%u</c>.</param>
public readonly record struct LdapUser(string Name)
{
    /// <summary>What is before the last <c>@</c>, <c>%n</c>; the whole name when there is none.</summary>
    public string Local => Name.LastIndexOf('@') is var at and >= 0 ? Name[..at] : Name;

    /// <summary>What is behind the last <c>@</c>, <c>%d</c>; empty when there is none.</summary>
    public string Domain => Name.LastIndexOf('@') is var at and >= 0 ? Name[(at + 1)..] : string.Empty;
}
