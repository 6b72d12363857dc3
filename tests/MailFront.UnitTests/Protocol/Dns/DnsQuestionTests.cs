using System.Net;
using MailFront.Protocol.Dns;

namespace MailFront.UnitTests.Protocol.Dns;

public sealed class DnsQuestionTests
{
    [Fact]
    public void A_question_is_written_as_RFC_1035_says()
    {
        Span<byte> message = stackalloc byte[DnsQuestion.MostOctets];

        var length = DnsQuestion.Write(0xabcd, "2.0.bl.test", message);

        Assert.Equal("ABCD01000001000000000000" + "0132" + "0130" + "02626C" + "0474657374" + "00" + "00010001", Convert.ToHexString(message[..length]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("ä.test")]
    public void What_is_no_name_is_not_asked(string name) => Assert.Equal(0, DnsQuestion.Write(1, name, new byte[DnsQuestion.MostOctets]));

    [Fact]
    public void A_name_that_is_too_long_is_not_asked()
    {
        var message = new byte[DnsQuestion.MostOctets];

        Assert.Equal(0, DnsQuestion.Write(1, new string('a', 64) + ".test", message));
        Assert.Equal(0, DnsQuestion.Write(1, string.Join('.', Enumerable.Repeat("aaaaaaa", 40)), message));
        Assert.NotEqual(0, DnsQuestion.Write(1, new string('a', 63) + ".test", message));
    }

    [Theory]
    [InlineData("192.0.2.99", "99.2.0.192.bl.test")]
    [InlineData("::ffff:192.0.2.99", "99.2.0.192.bl.test")]
    [InlineData("2001:db8:1:2:3:4:567:89ab", "b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.bl.test")]
    public void Addresses_are_named_as_RFC_5782_says(string address, string expected) =>
        Assert.Equal(expected, DnsQuestion.BlocklistName(IPAddress.Parse(address), "bl.test"));

    [Theory]
    [InlineData("# none\nsearch example.org\n", null)]
    [InlineData("domain x\nnameserver 192.0.2.53\nnameserver 192.0.2.54\n", "192.0.2.53:53")]
    [InlineData("nameserver\t2001:db8::53\r\n", "[2001:db8::53]:53")]
    [InlineData("nameserver nonsense\nnameserver 192.0.2.54", "192.0.2.54:53")]
    public void The_system_s_resolver_is_the_first_of_its_file(string text, string? expected) =>
        Assert.Equal(expected, ResolverFile.FirstNameServer(text)?.ToString());
}
