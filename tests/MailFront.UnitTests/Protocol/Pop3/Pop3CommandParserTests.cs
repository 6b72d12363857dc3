using MailFront.Protocol.Pop3;

namespace MailFront.UnitTests.Protocol.Pop3;

public sealed class Pop3CommandParserTests
{
    [Theory]
    [InlineData("CAPA\r\n", "Capa", "CAPA", "", false)]
    [InlineData("quit\n", "Quit", "quit", "", false)]
    [InlineData("USER joe\r\n", "User", "USER", "joe", true)]
    [InlineData("User joe x\r\n", "User", "User", "joe x", true)]
    [InlineData("PASS  two  spaces \r\n", "Pass", "PASS", " two  spaces ", true)]
    [InlineData("PASS p\xe4ss\t\r\n", "Pass", "PASS", "p\xe4ss\t", true)]
    [InlineData("PASS \r\n", "Pass", "PASS", "", true)]
    [InlineData("PASS\r\n", "Pass", "PASS", "", false)]
    [InlineData("AUTH PLAIN AGpvZQ==\r\n", "Auth", "AUTH", "PLAIN AGpvZQ==", true)]
    [InlineData("APOP joe c4c9\r\n", "Apop", "APOP", "joe c4c9", true)]
    [InlineData("STLS\r\n", "Stls", "STLS", "", false)]
    [InlineData("NOOP\r\n", "Noop", "NOOP", "", false)]
    [InlineData("STAT\r\n", "Unknown", "STAT", "", false)]
    [InlineData("USERX joe\r\n", "Unknown", "USERX", "joe", true)]
    [InlineData("GET / HTTP/1.1\r\n", "Unknown", "GET", "/ HTTP/1.1", true)]
    public void A_command_is_a_keyword_and_all_behind_one_space(string line, string verb, string name, string argument, bool hasArgument)
    {
        Assert.Equal(Pop3ParseStatus.Ok, Pop3CommandParser.TryParse(Octets.Of(line), out Pop3Command command));

        Assert.Equal(verb, command.Verb.ToString());
        Assert.Equal(name, Octets.Text(command.Name));
        Assert.Equal(argument, Octets.Text(command.Argument));
        Assert.Equal(hasArgument, command.HasArgument);
    }

    [Theory]
    [InlineData("", "IllegalByte")]
    [InlineData("CAPA", "IllegalByte")]
    [InlineData("CAPA\r", "IllegalByte")]
    [InlineData("\r\n", "MissingCommand")]
    [InlineData(" CAPA\r\n", "MissingCommand")]
    [InlineData("CA\0PA\r\n", "IllegalByte")]
    [InlineData("PASS a\0b\r\n", "IllegalByte")]
    [InlineData("USER x\rPASS y\r\n", "IllegalByte")]
    [InlineData("CAPA\r\r\n", "IllegalByte")]
    [InlineData("USER\tjoe\r\n", "IllegalByte")]
    [InlineData("\xff\xfe\r\n", "IllegalByte")]
    public void What_is_no_command_is_refused(string line, string expected)
    {
        Assert.Equal(expected, Pop3CommandParser.TryParse(Octets.Of(line), out Pop3Command command).ToString());
        Assert.True(command.Name.IsEmpty && command.Argument.IsEmpty);
    }

    [Fact]
    public void Random_lines_never_throw_and_parts_never_hold_a_line_end()
    {
        var random = new Random(13);
        for (int i = 0; i < 50_000; i++)
        {
            byte[] line = [.. Octets.Random(random, 30, "PASUERTH \r\n\0"), (byte)'\n'];

            if (Pop3CommandParser.TryParse(line, out Pop3Command command) == Pop3ParseStatus.Ok)
            {
                Assert.False(command.Argument.ContainsAny((byte)'\r', (byte)'\n', (byte)0));
                Assert.False(command.Name.ContainsAnyExceptInRange((byte)'!', (byte)'~'));
            }

            _ = Pop3ResponseLine.TryParse(line, out _);
        }
    }

    [Fact]
    public void Framing_and_parsing_allocate_nothing()
    {
        var framer = new Pop3LineFramer(Pop3Limits.BeforeLogin);
        byte[] line = "PASS secret\r\n"u8.ToArray();
        Understand(framer, line);

        long before = GC.GetAllocatedBytesForCurrentThread();
        int length = Understand(framer, line);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((6, 0), (length, allocated));
    }

    private static int Understand(Pop3LineFramer framer, byte[] line)
    {
        Pop3Frame frame = framer.Scan(line);
        return Pop3CommandParser.TryParse(line.AsSpan(0, frame.Length), out Pop3Command command) == Pop3ParseStatus.Ok ? command.Argument.Length : -1;
    }
}
