using MailFront.Authentication.Policy;
using MailFront.UnitTests.Protocol;

namespace MailFront.UnitTests.Authentication.Policy;

public sealed class PolicyReplyTests
{
    [Theory]
    [InlineData("""{"status":0}""", 0, null)]
    [InlineData("""{"status":-1,"msg":"go away"}""", -1, "go away")]
    [InlineData("""{"msg":"","r_attrs":{"status":5,"x":["status",9]},"status":3} """, 3, "")]
    [InlineData("""{"status":2,"msg":null}""", 2, null)]
    public void Status_and_message_are_read_at_the_top_only(string json, long status, string? message)
    {
        Assert.Equal(new PolicyReply(status, message), PolicyReply.Parse(Octets.Of(json)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("0")]
    [InlineData("""{"status":"0"}""")]
    [InlineData("""{"status":0.5}""")]
    [InlineData("""{"status":99999999999999999999}""")]
    [InlineData("""{"status":true}""")]
    [InlineData("""{"status":0""")]
    [InlineData("""{"status":0}}""")]
    [InlineData("""{"status":0}{"status":-1}""")]
    [InlineData("""{"a":{"status":0}}""")]
    [InlineData("<html>")]
    [InlineData("{\"status\":0,\"msg\":\"\xff\"}")]
    public void What_is_no_answer_is_none(string json)
    {
        Assert.Null(PolicyReply.Parse(Octets.Of(json)));
    }

    [Fact]
    public void A_cut_answer_is_never_one()
    {
        byte[] whole = Octets.Of("""{"status":-1,"msg":"go away","x":[1,{"y":2}]}""");

        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Null(PolicyReply.Parse(whole.AsSpan(0, length)));
        }
    }
}
