namespace MailFront.Protocol.Ldap;

/// <summary>Whether a search follows aliases (RFC 4511 §4.5.1.3); the values are those of the wire.</summary>
internal enum LdapAliases
{
    /// <summary>It does not: an alias could lead to another person's entry.</summary>
    Never = 0,
}
