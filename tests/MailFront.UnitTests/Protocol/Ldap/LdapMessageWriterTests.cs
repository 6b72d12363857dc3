using System.Text;
using MailFront.Protocol.Ldap;

namespace MailFront.UnitTests.Protocol.Ldap;

/// <summary>The octets are those that OpenLDAP's own client sends for the same request, or counted by hand from RFC 4511.</summary>
public sealed class LdapMessageWriterTests
{
    [Fact]
    public void A_bind_is_written()
    {
        byte[] message = LdapMessageWriter.Bind(1, "cn=a", "pw"u8);

        Assert.Equal("3012020101600D0201030404636E3D618002" + "7077", Convert.ToHexString(message));
    }

    [Fact]
    public void A_long_password_needs_no_special_care()
    {
        byte[] password = [.. Enumerable.Repeat((byte)'x', 300)];

        byte[] message = LdapMessageWriter.Bind(1, "cn=a", password);

        Assert.Equal(message.Length, LdapFramer.Find(message, 1000).Length);
        Assert.True(message.AsSpan().EndsWith(password));
    }

    [Fact]
    public void StartTls_and_unbind_are_written()
    {
        Assert.Equal(
            "301D02010277188016" + Convert.ToHexString("1.3.6.1.4.1.1466.20037"u8), Convert.ToHexString(LdapMessageWriter.StartTls(2)));
        Assert.Equal("30050201034200", Convert.ToHexString(LdapMessageWriter.Unbind(3)));
    }

    [Fact]
    public void A_search_asks_for_names_only_and_follows_no_alias()
    {
        LdapFilter filter = LdapFilter.Parse("(uid=%u)", out _)!;

        byte[] message = LdapMessageWriter.Search(2, new LdapSearch("dc=x", LdapScope.WholeSubtree, filter, new LdapUser("al"), 2, 9));

        Assert.Equal(
            "302C02010263270404" + Convert.ToHexString("dc=x"u8) + "0A01020A0100020102020109010100A309040375696404" + "02616C30050403312E31",
            Convert.ToHexString(message));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("a)(uid=b")]
    [InlineData("\\2a")]
    [InlineData("a\0b")]
    [InlineData("%u%d")]
    [InlineData("\u00e9\u20ac")]
    public void A_users_name_goes_into_a_filter_as_it_is_and_as_nothing_but_a_value(string name)
    {
        LdapFilter filter = LdapFilter.Parse("(|(uid=%u)(mail=*%u*))", out _)!;

        byte[] message = LdapMessageWriter.Search(1, new LdapSearch("", LdapScope.BaseObject, filter, new LdapUser(name), 1, 1));

        byte[] value = Encoding.UTF8.GetBytes(name);
        byte[] equality = [0x04, 3, .. "uid"u8, 0x04, (byte)value.Length, .. value];
        byte[] any = [0x04, 4, .. "mail"u8, 0x30, (byte)(value.Length + 2), 0x81, (byte)value.Length, .. value];
        byte[] both = [0xA3, (byte)equality.Length, .. equality, 0xA4, (byte)any.Length, .. any];
        Assert.Contains(Convert.ToHexString([0xA1, (byte)both.Length, .. both]), Convert.ToHexString(message), StringComparison.Ordinal);
    }
}
