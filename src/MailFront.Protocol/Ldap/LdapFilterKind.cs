namespace MailFront.Protocol.Ldap;

/// <summary>A choice of the grammar of filters; the values are the tags of the wire (RFC 4511 §4.5.1.7).</summary>
internal enum LdapFilterKind
{
    /// <summary><c>(&amp;…)</c></summary>
    And = 0,

    /// <summary><c>(|…)</c></summary>
    Or = 1,

    /// <summary><c>(!…)</c></summary>
    Not = 2,

    /// <summary><c>(a=v)</c></summary>
    Equality = 3,

    /// <summary><c>(a=v*v)</c></summary>
    Substrings = 4,

    /// <summary><c>(a>=v)</c></summary>
    GreaterOrEqual = 5,

    /// <summary><c>(a&lt;=v)</c></summary>
    LessOrEqual = 6,

    /// <summary><c>(a=*)</c></summary>
    Present = 7,

    /// <summary><c>(a~=v)</c></summary>
    Approximate = 8,

    /// <summary><c>(a:dn:rule:=v)</c></summary>
    Extensible = 9,
}
