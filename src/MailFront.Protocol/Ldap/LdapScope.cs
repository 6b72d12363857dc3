namespace MailFront.Protocol.Ldap;

/// <summary>How far below the base a search looks (RFC 4511 §4.5.1.2); the values are those of the wire.</summary>
public enum LdapScope
{
    /// <summary>The base entry only.</summary>
    BaseObject = 0,

    /// <summary>Its children, without it.</summary>
    SingleLevel = 1,

    /// <summary>It and everything below.</summary>
    WholeSubtree = 2,
}
