using MailFront.Protocol.Imap;
using MailFront.TestKit.Splitting;

namespace MailFront.UnitTests.Protocol.Imap;

/// <summary>Seeded random input: nothing throws, nothing depends on the split, and parsed parts are what they promise.</summary>
public sealed class ImapFuzzTests
{
    private const string Favourites = "a1 {}+\"\\()\r\n\nNIL*%LOGIN~0123\0";

    private static readonly ImapLimits _tiny = new() { MaxLineBytes = 30, MaxLiteralBytes = 9, MaxCommandBytes = 48, MaxArguments = 4, MaxTagBytes = 5 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Framing_of_garbage_does_not_depend_on_the_split(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++)
        {
            byte[] input = Octets.Random(random, 90, Favourites);

            SplitInput.AssertSameOutcome(input, arrivals => ImapFramerTranscript.OfCommands(arrivals, _tiny), random, 5);
            SplitInput.AssertSameOutcome(input, arrivals => ImapFramerTranscript.OfResponses(arrivals, _tiny), random, 5);
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Parsing_of_garbage_never_throws_and_never_breaks_a_promise(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 100_000; i++)
        {
            byte[] frame = [.. random.Next(2) == 0 ? Octets.Of("a LOGIN ") : [], .. Octets.Random(random, 40, Favourites), (byte)'\n'];

            ImapParseStatus status = ImapCommandParser.TryParse(frame, _tiny, out ImapCommand command);

            Assert.Equal(status == ImapParseStatus.BadTag, command.Tag.IsEmpty);
            Assert.True(command.Tag.Length <= _tiny.MaxTagBytes);
            Assert.False(command.Tag.ContainsAnyExceptInRange((byte)'!', (byte)'~'));
            if (status == ImapParseStatus.Ok)
            {
                Assert.False(frame.AsSpan().Contains((byte)0));
                ReadEverything(command.Arguments);
                ImapIdParser.TryParse(command.Arguments, _tiny, out _);
            }

            _ = ImapResponseLine.TryParse(frame, out _);
        }
    }

    private static void ReadEverything(ReadOnlySpan<byte> arguments)
    {
        var reader = new ImapArgumentReader(arguments, _tiny);
        int strings = 0;
        while (true)
        {
            if (reader.TryReadAstring(out ImapString value) || reader.TryReadNstring(out value, out _))
            {
                strings++;
                Assert.DoesNotContain((byte)0, value.ToArray());
            }
            else if (!reader.TryReadSpace() && !reader.TryReadOpen() && !reader.TryReadClose())
            {
                Assert.True(strings <= _tiny.MaxArguments);
                return;
            }
        }
    }
}
