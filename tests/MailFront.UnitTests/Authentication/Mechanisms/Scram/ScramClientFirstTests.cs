using System.Text;
using MailFront.Authentication.Mechanisms.Scram;

namespace MailFront.UnitTests.Authentication.Mechanisms.Scram;

public sealed class ScramClientFirstTests
{
    [Theory]
    [InlineData("n,,n=anna,r=abc", false, "n,,", "anna", "", "abc")]
    [InlineData("y,,n=anna,r=abc", false, "y,,", "anna", "", "abc")]
    [InlineData("p=tls-unique,,n=anna,r=abc", true, "p=tls-unique,,", "anna", "", "abc")]
    [InlineData("n,a=boss,n=anna,r=abc,x=ext", false, "n,a=boss,", "anna", "boss", "abc")]
    [InlineData("n,a=b=2Cc=3Dd,n=a=3D2C,r=abc", false, "n,a=b=2Cc=3Dd,", "a=2C", "b,c=d", "abc")]
    public void Each_part_is_read(string message, bool wantsBinding, string header, string user, string authzid, string nonce)
    {
        Assert.True(ScramClientFirst.TryParse(Encoding.UTF8.GetBytes(message), out var first));
        Assert.Equal(
            (wantsBinding, header, message[header.Length..], user, authzid, nonce),
            (first.WantsBinding, first.Header, first.Bare, first.User, first.AuthorizationId, first.Nonce));
    }

    [Theory]
    [InlineData("")]
    [InlineData("n")]
    [InlineData("n,")]
    [InlineData("n,,")]
    [InlineData("x,,n=anna,r=abc")]
    [InlineData("p=,,n=anna,r=abc")]
    [InlineData(",,n=anna,r=abc")]
    [InlineData("n,,r=abc,n=anna")]
    [InlineData("n,,n=,r=abc")]
    [InlineData("n,,n=an=na,r=abc")]
    [InlineData("n,,n=anna,r=")]
    [InlineData("n,,n=anna,r=a c")]
    [InlineData("n,,n=anna")]
    [InlineData("n,,m=must,n=anna,r=abc")]
    [InlineData("n,a=,n=anna,r=abc")]
    [InlineData("n,boss,n=anna,r=abc")]
    [InlineData("n,,n=an\0na,r=abc")]
    public void What_is_no_first_message_is_not_read(string message)
    {
        Assert.False(ScramClientFirst.TryParse(Encoding.UTF8.GetBytes(message), out _));
    }

    [Fact]
    public void A_message_cut_anywhere_is_read_or_not_but_never_throws()
    {
        var message = Encoding.UTF8.GetBytes("n,a=boss,n=anna,r=abc");
        var read = 0;
        for (var cut = 0; cut < message.Length; cut++)
        {
            read += ScramClientFirst.TryParse(message.AsSpan(0, cut), out _) ? 1 : 0;
            read += ScramClientFirst.TryParse(message.AsSpan(cut), out _) ? 1 : 0;
            read += ScramClientFinal.TryParse(message.AsSpan(0, cut), out _) ? 1 : 0;
        }

        // The whole message, and what is left of it when the last one or two octets of the nonce are missing.
        Assert.Equal(3, read);
    }
}
