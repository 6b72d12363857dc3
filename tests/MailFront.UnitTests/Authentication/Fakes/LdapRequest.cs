using MailFront.Protocol.Ldap;

namespace MailFront.UnitTests.Authentication.Fakes;

/// <summary>What a client asked of a <see cref="FakeLdap"/>.</summary>
/// <param name="Connection">Which connection, from 1.</param>
/// <param name="Id">Message id.</param>
/// <param name="Operation">What it is.</param>
/// <param name="Name">Name of a bind, base of a search.</param>
/// <param name="Password">Of a bind.</param>
internal sealed record LdapRequest(int Connection, int Id, LdapOperation Operation, string Name, string Password)
{
    public override string ToString() => $"{Connection} {Operation} {Name}";
}
