using MailFront.Protocol.Ldap;

namespace MailFront.Authentication.Checkers.Ldap;

/// <summary>What came of a request.</summary>
/// <param name="Code">The server's verdict; meaningless with a trouble.</param>
/// <param name="Diagnostic">The server's words.</param>
/// <param name="Entries">Names of the entries a search found, three at most.</param>
/// <param name="Trouble">Why there is no verdict, for the log; null when there is one.</param>
internal readonly record struct LdapAnswer(LdapResultCode Code, string Diagnostic, IReadOnlyList<string> Entries, string? Trouble)
{
    /// <summary>Whether the connection is as good as before for the next request.</summary>
    public bool LeavesConnectionUsable => Trouble is null && Code is not (LdapResultCode.Busy or LdapResultCode.Unavailable);

    /// <summary>No verdict.</summary>
    public static LdapAnswer Failed(string trouble) => new(default, string.Empty, [], trouble);
}
