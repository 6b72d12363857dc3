using MailFront.Protocol.Saslauthd;
using MailFront.TestKit.Splitting;

namespace MailFront.UnitTests.Protocol.Saslauthd;

public sealed class SaslauthdReplyTests
{
    [Theory]
    [InlineData("\0\x02OK", "Ok OK")]
    [InlineData("\0\x0aOK welcome", "Ok OK welcome")]
    [InlineData("\0\x19NO authentication failedXX", "No NO authentication failedX")]
    [InlineData("\0\x02NO", "No NO")]
    [InlineData("\0\x02ok", "Garbled ok")]
    [InlineData("\0\x03 OK", "Garbled  OK")]
    [InlineData("\0\x04HTTP", "Garbled HTTP")]
    [InlineData("\0\x00OK", "Garbled ")]
    [InlineData("\0\x01O", "Garbled ")]
    [InlineData("\x04\x01OK", "Garbled ")]
    [InlineData("OK", "Garbled ")]
    [InlineData("\0", "NeedMore ")]
    [InlineData("", "NeedMore ")]
    [InlineData("\0\x03OK", "NeedMore ")]
    public void Only_a_complete_text_that_starts_with_ok_is_a_yes(string input, string expected) =>
        Assert.Equal(expected, SplitInput.AssertSameOutcome(Octets.Of(input), LastWord));

    [Fact]
    public void The_longest_text_is_taken()
    {
        byte[] reply = new byte[SaslauthdReply.MaxBytes];
        reply[0] = SaslauthdReply.MaxTextBytes >> 8;
        "OK"u8.CopyTo(reply.AsSpan(2));

        Assert.Equal(SaslauthdReplyStatus.Ok, SaslauthdReply.Parse(reply).Status);
        Assert.Equal(SaslauthdReplyStatus.NeedMore, SaslauthdReply.Parse(reply.AsSpan(0, reply.Length - 1)).Status);
    }

    private static string LastWord(IEnumerable<ReadOnlyMemory<byte>> arrivals)
    {
        string word = "";
        foreach (ReadOnlyMemory<byte> arrived in arrivals)
        {
            SaslauthdReply reply = SaslauthdReply.Parse(arrived.Span);
            word = $"{reply.Status} {Octets.Text(reply.Text)}";
            if (reply.Status != SaslauthdReplyStatus.NeedMore)
            {
                break;
            }
        }

        return word;
    }
}
