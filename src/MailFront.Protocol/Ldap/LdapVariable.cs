namespace MailFront.Protocol.Ldap;

/// <summary>What a <c>%</c> in a template stands for.</summary>
internal enum LdapVariable
{
    /// <summary>Nothing: the piece is the operator's own text.</summary>
    None,

    /// <summary><c>%u</c>: the whole user name.</summary>
    User,

    /// <summary><c>%n</c>: the part before the last <c>@</c>.</summary>
    Local,

    /// <summary><c>%d</c>: the part behind it.</summary>
    Domain,
}
