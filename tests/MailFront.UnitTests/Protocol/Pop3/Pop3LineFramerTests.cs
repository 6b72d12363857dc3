using System.Text;
using MailFront.Protocol.Pop3;
using MailFront.TestKit.Splitting;

namespace MailFront.UnitTests.Protocol.Pop3;

public sealed class Pop3LineFramerTests
{
    private static readonly Pop3Limits _tiny = new() { MaxLineBytes = 12 };

    [Theory]
    [InlineData("", "")]
    [InlineData("CAPA", "")]
    [InlineData("CAPA\r\nQUIT\n", "<CAPA\r\n><QUIT\n>")]
    [InlineData("\r\n\n", "<\r\n><\n>")]
    [InlineData("a\0b\rc\r\n", "<a\0b\rc\r\n>")]
    [InlineData("0123456789\r\nx\n", "<0123456789\r\n><x\n>")]
    [InlineData("0123456789a\r\nQUIT\r\n", "TooLong")]
    [InlineData("x\n0123456789abcdef", "<x\n>TooLong")]
    public void Lines_end_at_a_line_feed_within_the_limit(string input, string expected) =>
        Assert.Equal(expected, SplitInput.AssertSameOutcome(Octets.Of(input), arrivals => Transcript(arrivals, _tiny)));

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void Framing_of_garbage_does_not_depend_on_the_split(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++)
        {
            SplitInput.AssertSameOutcome(Octets.Random(random, 60, "a \r\n\n"), arrivals => Transcript(arrivals, _tiny), random, 5);
        }
    }

    [Fact]
    public void No_byte_is_searched_twice()
    {
        var framer = new Pop3LineFramer(_tiny);
        framer.Scan("USER joe"u8);

        // Line feeds that were not there before would be seen only by a second search of the same bytes.
        Assert.Equal(Pop3FrameStatus.NeedMore, framer.Scan("\n\n\n\n\n\n\n\nx"u8).Status);
    }

    [Fact]
    public void Reset_forgets_a_line_that_never_ended()
    {
        var framer = new Pop3LineFramer(_tiny);
        framer.Scan("USER joe"u8);

        framer.Reset();

        Assert.Equal(new Pop3Frame(Pop3FrameStatus.Complete, 2), framer.Scan("a\nb\n"u8));
    }

    private static string Transcript(IEnumerable<ReadOnlyMemory<byte>> arrivals, Pop3Limits limits)
    {
        var framer = new Pop3LineFramer(limits);
        var transcript = new StringBuilder();
        int consumed = 0;
        foreach (ReadOnlyMemory<byte> arrived in arrivals)
        {
            while (true)
            {
                ReadOnlySpan<byte> unread = arrived.Span[consumed..];
                Pop3Frame frame = framer.Scan(unread);
                if (frame.Status == Pop3FrameStatus.TooLong)
                {
                    return transcript.Append(frame.Status).ToString();
                }

                if (frame.Status == Pop3FrameStatus.NeedMore)
                {
                    Assert.True(unread.Length < limits.MaxLineBytes);
                    break;
                }

                transcript.Append('<').Append(Octets.Text(unread[..frame.Length])).Append('>');
                consumed += frame.Length;
            }
        }

        return transcript.ToString();
    }
}
