namespace MailFront.Authentication.Checkers.Ldap;

/// <summary>A connection, or why there is none.</summary>
/// <param name="Connection">Ready for a request; null on failure.</param>
/// <param name="Trouble">For the log; null on success.</param>
/// <param name="IsFresh">False for one that has lain idle, so that the server may have closed it unnoticed.</param>
internal readonly record struct LdapOpening(LdapConnection? Connection, string? Trouble, bool IsFresh = true);
