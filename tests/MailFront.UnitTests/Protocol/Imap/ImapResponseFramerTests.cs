using MailFront.Protocol.Imap;
using MailFront.TestKit.Splitting;

namespace MailFront.UnitTests.Protocol.Imap;

public sealed class ImapResponseFramerTests
{
    private static readonly ImapLimits _tiny = new() { MaxLineBytes = 40, MaxLiteralBytes = 10, MaxCommandBytes = 60, MaxArguments = 3 };

    [Theory]
    [InlineData("* OK ready\r\n* CAPABILITY IMAP4rev1\r\n", "Complete<* OK ready\r\n>Complete<* CAPABILITY IMAP4rev1\r\n>")]
    [InlineData("* ID (\"name\" {3}\r\nabc)\r\nt OK\r\n", "Complete<* ID (\"name\" {3}\r\nabc)\r\n>Complete<t OK\r\n>")]
    [InlineData("* OK I like braces {9}\r\nt OK x {9}\r\n+ {9}\r\n", "Complete<* OK I like braces {9}\r\n>Complete<t OK x {9}\r\n>Complete<+ {9}\r\n>")]
    [InlineData("* ok x {9}\r\n* BYE x {9}\r\n", "Complete<* ok x {9}\r\n>Complete<* BYE x {9}\r\n>")]
    [InlineData("* ID (\"name\" {9999999999}\r\n", "LiteralTooBig<* ID (\"name\" {9999999999}\r\n>")]
    [InlineData("* ID (\"name\" {-1}\r\n", "BadLiteral<* ID (\"name\" {-1}\r\n>")]
    [InlineData("* X {1}\r\na {1}\r\na\r\n* X {1}\r\na {1}\r\na\r\n", "Complete<* X {1}\r\na {1}\r\na\r\n>Complete<* X {1}\r\na {1}\r\na\r\n>")]
    [InlineData("* X {1}\r\na {1}\r\na {1}\r\na {1}\r\na\r\n", "CommandTooBig<>")]
    [InlineData("* OK 0123456789012345678901234567890123456789\r\n", "LineTooLong<>")]
    public void Responses_are_framed_within_limits(string input, string expected) =>
        Assert.Equal(expected, SplitInput.AssertSameOutcome(Octets.Of(input), arrivals => ImapFramerTranscript.OfResponses(arrivals, _tiny)));

    [Fact]
    public void A_greeting_without_end_is_cut_off_at_the_limit()
    {
        var framer = new ImapResponseFramer(ImapLimits.BackendLogin);
        byte[] endless = new byte[ImapLimits.BackendLogin.MaxCommandBytes];
        endless.AsSpan().Fill((byte)'x');

        Assert.Equal(ImapFrameStatus.NeedMore, framer.Scan(endless.AsSpan(0, endless.Length - 1)).Status);
        Assert.Equal(ImapFrameStatus.LineTooLong, framer.Scan(endless).Status);
    }

    [Fact]
    public void Reset_forgets_a_response_that_never_ended()
    {
        var framer = new ImapResponseFramer(_tiny);
        framer.Scan(Octets.Of("* ID ({9}\r\n"));

        framer.Reset();

        Assert.Equal(new ImapFrame(ImapFrameStatus.Complete, 6), framer.Scan(Octets.Of("* OK\r\n")));
    }
}
