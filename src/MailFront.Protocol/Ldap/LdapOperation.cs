namespace MailFront.Protocol.Ldap;

/// <summary>The kind of a message: its application tag (RFC 4511 §4.2 to §4.12).</summary>
public enum LdapOperation
{
    /// <summary>Who the connection acts for.</summary>
    BindRequest = 0,

    /// <summary>Answer to it.</summary>
    BindResponse = 1,

    /// <summary>The client goes.</summary>
    UnbindRequest = 2,

    /// <summary>A search.</summary>
    SearchRequest = 3,

    /// <summary>One entry that was found.</summary>
    SearchResultEntry = 4,

    /// <summary>End of a search.</summary>
    SearchResultDone = 5,

    /// <summary>A part of the tree that another server has.</summary>
    SearchResultReference = 19,

    /// <summary>An extension, StartTLS for one.</summary>
    ExtendedRequest = 23,

    /// <summary>Answer to it, or a notice nobody asked for.</summary>
    ExtendedResponse = 24,
}
