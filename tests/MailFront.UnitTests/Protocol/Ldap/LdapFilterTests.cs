using MailFront.Protocol.Ldap;

namespace MailFront.UnitTests.Protocol.Ldap;

public sealed class LdapFilterTests
{
    [Theory]
    [InlineData("uid=a", "A3 0804037569640401 61")]
    [InlineData("(uid=\\2a\\00)", "A3 09 0403756964 0402 2A00")]
    [InlineData("(uid=100%%)", "A3 0B 0403756964 0404 31303025")]
    [InlineData("(uid=)", "A3 07 0403756964 0400")]
    [InlineData("(a=*)", "87 01 61")]
    [InlineData("(!(a=*))", "A2 03 870161")]
    [InlineData("(&(a=*)(b=*))", "A0 06 870161 870162")]
    [InlineData("(|(a=*))", "A1 03 870161")]
    [InlineData("(a>=1)", "A5 06 040161 040131")]
    [InlineData("(a<=1)", "A6 06 040161 040131")]
    [InlineData("(a~=1)", "A8 06 040161 040131")]
    [InlineData("(a=x*)", "A4 08 040161 3003 800178")]
    [InlineData("(a=*x)", "A4 08 040161 3003 820178")]
    [InlineData("(a=x*y*z)", "A4 0E 040161 3009 800178 810179 82017A")]
    [InlineData("(a:1.2:=v)", "A9 0B 8103312E32 820161 830176")]
    [InlineData("(a:dn:=v)", "A9 09 820161 830176 8401FF")]
    [InlineData("(:1.2:=v)", "A9 08 8103312E32 830176")]
    public void Each_form_of_RFC_4515_becomes_the_octets_of_RFC_4511(string text, string hex)
    {
        LdapFilter? filter = LdapFilter.Parse(text, out string? problem);

        Assert.Null(problem);
        Assert.NotNull(filter);
        byte[] message = LdapMessageWriter.Search(1, new LdapSearch("", LdapScope.BaseObject, filter, new LdapUser("u"), 0, 0));
        string expected = "010100" + hex.Replace(" ", "", StringComparison.Ordinal) + "30050403312E31";
        Assert.EndsWith(expected, Convert.ToHexString(message), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("(")]
    [InlineData("(uid")]
    [InlineData("(uid=a")]
    [InlineData("(uid=a))")]
    [InlineData("(=a)")]
    [InlineData("(&)")]
    [InlineData("(&uid=a)")]
    [InlineData("(!)")]
    [InlineData("(!(a=*)(b=*))")]
    [InlineData("(u id=a)")]
    [InlineData("(uid=%x)")]
    [InlineData("(uid=%)")]
    [InlineData("(uid=\\2)")]
    [InlineData("(uid=\\zz)")]
    [InlineData("(a:b:c:d:=v)")]
    [InlineData("(:=v)")]
    public void What_cannot_be_read_is_refused_with_a_reason(string text)
    {
        Assert.Null(LdapFilter.Parse(text, out string? problem));

        Assert.False(string.IsNullOrEmpty(problem));
    }

    [Fact]
    public void Depth_and_length_are_bounded()
    {
        Assert.NotNull(LdapFilter.Parse(Nested(15), out _));
        Assert.Null(LdapFilter.Parse(Nested(16), out _));
        Assert.Null(LdapFilter.Parse($"(a={new string('x', 4096)})", out _));

        static string Nested(int negations) => string.Concat(Enumerable.Repeat("(!", negations)) + "(a=*)" + new string(')', negations);
    }

    [Theory]
    [InlineData("(uid=%u)", "al", true)]
    [InlineData("(mail=%n@%d)", "al@x", true)]
    [InlineData("(mail=%n@%d)", "al", false)]
    [InlineData("(|(uid=%u)(o=%d))", "al", false)]
    [InlineData("(uid=%n)", "@x", false)]
    public void A_user_without_a_part_that_the_filter_needs_does_not_fit(string text, string user, bool fits)
    {
        LdapFilter filter = LdapFilter.Parse(text, out _)!;

        Assert.True(filter.HasVariables);
        Assert.Equal(fits, filter.FitsFor(new LdapUser(user)));
    }

    [Fact]
    public void A_filter_without_variables_says_so() => Assert.False(LdapFilter.Parse("(&(a=*)(b=c*))", out _)!.HasVariables);
}
