using MailFront.Protocol.Ldap;

namespace MailFront.UnitTests.Protocol.Ldap;

public sealed class LdapUriTests
{
    [Theory]
    [InlineData("ldap://db", "db", 389, false, "ldap://db:389")]
    [InlineData("LDAPS://db/", "db", 636, true, "ldaps://db:636")]
    [InlineData("ldap://[::1]:1389", "::1", 1389, false, "ldap://[::1]:1389")]
    [InlineData("ldap://127.0.0.1:1", "127.0.0.1", 1, false, "ldap://127.0.0.1:1")]
    [InlineData("ldapi://%2Frun%2Fl", "/run/l", 0, false, "ldapi://%2Frun%2Fl")]
    [InlineData("ldapi:///", "/var/run/slapd/ldapi", 0, false, "ldapi://%2Fvar%2Frun%2Fslapd%2Fldapi")]
    public void The_three_kinds_are_read(string text, string host, int port, bool isSecure, string written)
    {
        Assert.True(LdapUri.TryParse(text, out LdapUri? uri));

        Assert.Equal((host, port, isSecure, written), (uri.Host, uri.Port, uri.IsSecure, uri.ToString()));
    }

    [Theory]
    [InlineData("db")]
    [InlineData("http://db")]
    [InlineData("ldap://")]
    [InlineData("ldap://db:0")]
    [InlineData("ldap://db:65536")]
    [InlineData("ldap://db:x")]
    [InlineData("ldap://db/dc=x")]
    [InlineData("ldap://user@db")]
    [InlineData("ldap://[::1")]
    [InlineData("ldapi://relative")]
    public void Anything_else_is_not(string text) => Assert.False(LdapUri.TryParse(text, out _));
}
