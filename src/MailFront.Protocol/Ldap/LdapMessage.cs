namespace MailFront.Protocol.Ldap;

/// <summary>What a server sent, as far as a password checker needs it: attribute values, referrals and controls are passed over.</summary>
/// <param name="Id">The request it answers; 0 for what nobody asked for.</param>
/// <param name="Operation">Its kind.</param>
public sealed record LdapMessage(int Id, LdapOperation Operation)
{
    /// <summary>The verdict of a response or of the end of a search.</summary>
    public LdapResultCode Code { get; init; }

    /// <summary>The server's words; empty for none. For decisions, not for the log: it may quote what a client sent.</summary>
    public string Diagnostic { get; init; } = string.Empty;

    /// <summary>Name of a found entry; empty for the root of the tree and for other kinds.</summary>
    public string EntryName { get; init; } = string.Empty;
}
