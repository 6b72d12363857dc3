namespace MailFront.Protocol.Ldap;

/// <summary>A search for names of entries; no attribute is asked for.</summary>
/// <param name="Base">Where it begins.</param>
/// <param name="Scope">How far it goes.</param>
/// <param name="Filter">What entries must be like.</param>
/// <param name="User">Whose names stand for the variables of the filter.</param>
/// <param name="SizeLimit">Most entries the server sends.</param>
/// <param name="TimeLimitSeconds">After which the server gives up; 0 for its own limit.</param>
public readonly record struct LdapSearch(string Base, LdapScope Scope, LdapFilter Filter, LdapUser User, int SizeLimit, int TimeLimitSeconds);
