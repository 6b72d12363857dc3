using MailFront.Protocol.Imap;
using MailFront.TestKit.Splitting;

namespace MailFront.UnitTests.Protocol.Imap;

public sealed class ImapCommandFramerTests
{
    private static readonly ImapLimits _tiny = new() { MaxLineBytes = 40, MaxLiteralBytes = 10, MaxCommandBytes = 60, MaxArguments = 3 };

    [Theory]
    [InlineData("", "")]
    [InlineData("a NOOP", "")]
    [InlineData("a NOOP\r", "")]
    [InlineData("a NOOP\r\n", "Complete<a NOOP\r\n>")]
    [InlineData("a NOOP\nb NOOP\n", "Complete<a NOOP\n>Complete<b NOOP\n>")]
    [InlineData("\r\n\n", "Complete<\r\n>Complete<\n>")]
    [InlineData("a\rb\r\n", "Complete<a\rb\r\n>")]
    [InlineData("\0\xff\x01\r\nb NOOP\r\n", "Complete<\0\xff\x01\r\n>Complete<b NOOP\r\n>")]
    public void Lines_end_at_a_line_feed_whatever_they_hold(string input, string expected) => AssertTranscript(expected, input);

    [Theory]
    [InlineData("a LOGIN {3}\r\nabc {2}\r\nxy\r\n", "NeedContinuation<>NeedContinuation<>Complete<a LOGIN {3}\r\nabc {2}\r\nxy\r\n>")]
    [InlineData("a LOGIN {0}\r\n {0+}\r\n\r\nb", "NeedContinuation<>Complete<a LOGIN {0}\r\n {0+}\r\n\r\n>")]
    [InlineData("a LOGIN {3}\n\r\n\n \"\"\n", "NeedContinuation<>Complete<a LOGIN {3}\n\r\n\n \"\"\n>")]
    [InlineData("a LOGIN {3+}\r\n{9} {3+}\r\na\0b\r\n", "Complete<a LOGIN {3+}\r\n{9} {3+}\r\na\0b\r\n>")]
    [InlineData("a ID ({2+}\r\nab NIL)\r\n", "Complete<a ID ({2+}\r\nab NIL)\r\n>")]
    [InlineData("a LOGIN {00000000003+}\r\nabc x\r\n", "Complete<a LOGIN {00000000003+}\r\nabc x\r\n>")]
    [InlineData("a LOGIN {3}\r\n", "NeedContinuation<>")]
    [InlineData("a LOGIN {3}\r\nab", "NeedContinuation<>")]
    public void A_literal_belongs_to_its_command(string input, string expected) => AssertTranscript(expected, input);

    [Theory]
    [InlineData("a LOGIN {11}\r\nb NOOP\r\n", "LiteralTooBig<a LOGIN {11}\r\n>Complete<b NOOP\r\n>")]
    [InlineData("a LOGIN {4294967296}\r\n", "LiteralTooBig<a LOGIN {4294967296}\r\n>")]
    [InlineData("a LOGIN {18446744073709551616}\r\n", "LiteralTooBig<a LOGIN {18446744073709551616}\r\n>")]
    [InlineData("a {99999999999999999999999999}\r\n", "LiteralTooBig<a {99999999999999999999999999}\r\n>")]
    [InlineData("a LOGIN {11+}\r\nb LOGOUT\r\n", "NonSyncLiteralTooBig<a LOGIN {11+}\r\n>")]
    [InlineData("a LOGIN {18446744073709551617+}\r\nb LOGOUT\r\n", "NonSyncLiteralTooBig<a LOGIN {18446744073709551617+}\r\n>")]
    public void A_literal_over_the_limit_is_refused_before_a_byte_of_it_is_read(string input, string expected) => AssertTranscript(expected, input);

    [Theory]
    [InlineData("a {1+}\r\nx {1+}\r\nx {1+}\r\nx {1+}\r\nx\r\n", "CommandTooBig<>")]
    [InlineData("a {1}\r\nx {1}\r\nx {1}\r\nx {1}\r\n", "NeedContinuation<>NeedContinuation<>NeedContinuation<>LiteralTooBig<a {1}\r\nx {1}\r\nx {1}\r\nx {1}\r\n>")]
    [InlineData("a 34567890123456789012345678901 {10+}\r\n0123456789 {10+}\r\n0123456789\r\n", "CommandTooBig<>")]
    [InlineData("a 34567890123456789012345678901 {10+}\r\n0123456789 bcdefghijklmn\r\n", "CommandTooBig<>")]
    public void Literals_together_are_bounded_in_number_and_size(string input, string expected) => AssertTranscript(expected, input);

    [Fact]
    public void Limits_count_anew_for_each_command()
    {
        const string command = "a {1+}\r\nx {1+}\r\nx {1+}\r\nx\r\n";

        AssertTranscript($"Complete<{command}>Complete<{command}>", command + command);
    }

    [Fact]
    public void A_line_of_exactly_the_limit_passes_and_one_byte_more_does_not()
    {
        string fits = "a " + new string('x', _tiny.MaxLineBytes - 4) + "\r\n";
        string tooLong = "a " + new string('x', _tiny.MaxLineBytes - 3) + "\r\n";

        AssertTranscript($"Complete<{fits}>", fits);
        AssertTranscript("LineTooLong<>", tooLong);
    }

    [Theory]
    [InlineData("a LOGIN {-1}\r\nb LOGOUT\r\n", "a LOGIN {-1}\r\n")]
    [InlineData("a LOGIN {}\r\n", "a LOGIN {}\r\n")]
    [InlineData("a LOGIN {+}\r\n", "a LOGIN {+}\r\n")]
    [InlineData("a LOGIN {1++}\r\n", "a LOGIN {1++}\r\n")]
    [InlineData("a LOGIN { 1}\r\n", "a LOGIN { 1}\r\n")]
    [InlineData("a LOGIN {1-}\r\n", "a LOGIN {1-}\r\n")]
    [InlineData("a LOGIN {0x10}\r\n", "a LOGIN {0x10}\r\n")]
    [InlineData("a LOGIN ~{3+}\r\n", "a LOGIN ~{3+}\r\n")]
    [InlineData("a LOGIN pass{3+}\r\nabc", "a LOGIN pass{3+}\r\n")]
    [InlineData("a LOGIN \"x {3+}\r\nb LOGOUT\r\n", "a LOGIN \"x {3+}\r\n")]
    [InlineData("a LOGIN \"x\\\" {3+}\r\nb LOGOUT\r\n", "a LOGIN \"x\\\" {3+}\r\n")]
    [InlineData("{3+}\r\nabc\r\n", "{3+}\r\n")]
    public void What_only_looks_like_a_literal_ends_the_conversation(string input, string line) => AssertTranscript($"BadLiteral<{line}>", input);

    [Theory]
    [InlineData("a LOGIN joe \"{3}\"\r\n")]
    [InlineData("a LOGIN joe x{y}\r\n")]
    [InlineData("a LOGIN joe }\r\n")]
    [InlineData("a LOGIN joe {3} \r\n")]
    [InlineData("a LOGIN \"say {no}\r\n")]
    [InlineData("a LOGIN \"a\\\\\" \"{3}\\\"}\"\r\n")]
    public void Braces_elsewhere_are_text_for_the_parser_to_judge(string input) => AssertTranscript($"Complete<{input}>", input);

    [Fact]
    public void A_continuation_is_asked_for_even_when_the_octets_came_unasked()
    {
        var framer = new ImapCommandFramer(_tiny);
        byte[] unread = Octets.Of("a X {2}\r\nab\r\n");

        Assert.Equal(new ImapFrame(ImapFrameStatus.NeedContinuation, 0), framer.Scan(unread));
        Assert.Equal(new ImapFrame(ImapFrameStatus.Complete, unread.Length), framer.Scan(unread));
    }

    [Fact]
    public void Reset_forgets_a_command_that_never_ended()
    {
        var framer = new ImapCommandFramer(_tiny);
        framer.Scan(Octets.Of("a X {5}\r\n"));

        framer.Reset();

        Assert.Equal(new ImapFrame(ImapFrameStatus.Complete, 3), framer.Scan(Octets.Of("b\r\n")));
    }

    [Fact]
    public void No_byte_is_searched_twice()
    {
        var commands = new ImapCommandFramer(_tiny);
        var responses = new ImapResponseFramer(_tiny);
        commands.Scan("a NOOP and no end"u8);
        responses.Scan("a NOOP and no end"u8);

        // Line feeds that were not there before would be seen only by a second search of the same bytes.
        Assert.Equal(ImapFrameStatus.NeedMore, commands.Scan("\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\nx"u8).Status);
        Assert.Equal(ImapFrameStatus.NeedMore, responses.Scan("\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\nx"u8).Status);
    }

    [Fact]
    public void A_sasl_answer_is_one_line_whatever_it_ends_with()
    {
        var framer = new ImapCommandFramer(_tiny);

        Assert.Equal(ImapFrameStatus.NeedMore, framer.ScanLine(Octets.Of("a {5+}")).Status);
        Assert.Equal(new ImapFrame(ImapFrameStatus.Complete, 8), framer.ScanLine(Octets.Of("a {5+}\r\nrest")));
        Assert.Equal(ImapFrameStatus.LineTooLong, framer.ScanLine(new byte[_tiny.MaxLineBytes]).Status);
    }

    [Fact]
    public void Limits_before_login_are_tiny()
    {
        ImapLimits limits = ImapLimits.BeforeLogin;

        Assert.Equal((8192, 4096, 16384, 64, 1), (limits.MaxLineBytes, limits.MaxLiteralBytes, limits.MaxCommandBytes, limits.MaxArguments, limits.MaxNesting));
    }

    private static void AssertTranscript(string expected, string input) =>
        Assert.Equal(expected, SplitInput.AssertSameOutcome(Octets.Of(input), arrivals => ImapFramerTranscript.OfCommands(arrivals, _tiny)));
}
