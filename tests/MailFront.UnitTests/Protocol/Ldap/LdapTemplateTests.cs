using MailFront.Protocol.Ldap;

namespace MailFront.UnitTests.Protocol.Ldap;

public sealed class LdapTemplateTests
{
    [Theory]
    [InlineData("uid=%u,ou=people", "al", "uid=al,ou=people")]
    [InlineData("uid=%n,dc=%d", "al@x.org", "uid=al,dc=x.org")]
    [InlineData("uid=%n,dc=%d", "a@b@x.org", "uid=a@b,dc=x.org")]
    [InlineData("cn=100%%,uid=%u", "al", "cn=100%,uid=al")]
    [InlineData("uid=%u", "%u%d%%", "uid=%u%d%%")]
    [InlineData("uid=%u,o=x", "al,o=y", "uid=al\\,o\\=y,o=x")]
    [InlineData("uid=%u", "a+b\"<c>;\\", "uid=a\\+b\\\"\\<c\\>\\;\\\\")]
    [InlineData("uid=%u", " a b ", "uid=\\ a b\\ ")]
    [InlineData("uid=%u", "#a#", "uid=\\#a#")]
    [InlineData("uid=%u", "a\0\r\n", "uid=a\\00\\0d\\0a")]
    [InlineData("uid=%u", "\u00e9", "uid=\u00e9")]
    [InlineData("uid=\u00e9\U0001F600,uid=%u", "a", "uid=\u00e9\U0001F600,uid=a")]
    public void A_users_names_are_put_in_escaped_and_are_never_expanded_again(string text, string user, string dn)
    {
        LdapTemplate? template = LdapTemplate.Parse(text, out _);

        Assert.Equal(dn, template?.ToDn(new LdapUser(user)));
    }

    [Theory]
    [InlineData("uid=%")]
    [InlineData("uid=%x")]
    [InlineData("uid=%U")]
    [InlineData("uid=%{user}")]
    public void An_unknown_variable_is_refused(string text)
    {
        Assert.Null(LdapTemplate.Parse(text, out string? problem));

        Assert.NotNull(problem);
    }

    [Theory]
    [InlineData("uid=%n,dc=%d", "al", false)]
    [InlineData("uid=%n,dc=%d", "al@", false)]
    [InlineData("uid=%n,dc=%d", "@x", false)]
    [InlineData("uid=%u", "al", true)]
    public void A_user_without_a_part_that_is_needed_does_not_fit(string text, string user, bool fits) =>
        Assert.Equal(fits, LdapTemplate.Parse(text, out _)!.FitsFor(new LdapUser(user)));
}
