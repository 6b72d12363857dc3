using MailFront.Authentication.Checkers.Http;
using MailFront.UnitTests.Protocol;

namespace MailFront.UnitTests.Authentication.Checkers.Http;

public sealed class HttpAuthRequestTests
{
    [Theory]
    [InlineData("anna@example.org", "anna@example.org")]
    [InlineData("pa ss", "pa%20ss")]
    [InlineData("100%", "100%25")]
    [InlineData("x\r\nAuth-User: root", "x%0D%0AAuth-User:%20root")]
    [InlineData("x%0d%0ay", "x%250d%250ay")]
    [InlineData("a\tb\0c\u0001d\u001fe", "a%09b%00c%01d%1Fe")]
    [InlineData("a\u007fb+c/d\"e:f", "a\u007fb+c/d\"e:f")]
    [InlineData("gr\u00fc\u00df\u00ff", "gr\u00fc\u00df\u00ff")]
    [InlineData("", "")]
    public void Names_and_passwords_are_escaped_as_nginx_does(string value, string escaped)
    {
        Assert.Equal(escaped, HttpAuthRequest.Escape(Octets.Of(value)));
    }

    [Fact]
    public void Every_octet_is_kept_apart_and_none_ends_a_line()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(octet => (byte)octet)];

        string escaped = HttpAuthRequest.Escape(all);

        Assert.Equal(256 + (2 * 34), escaped.Length);
        Assert.DoesNotContain(escaped, character => character < '!');
    }
}
