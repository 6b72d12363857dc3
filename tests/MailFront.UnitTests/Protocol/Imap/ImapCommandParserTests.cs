using MailFront.Protocol.Imap;

namespace MailFront.UnitTests.Protocol.Imap;

public sealed class ImapCommandParserTests
{
    private static readonly ImapLimits _limits = ImapLimits.BeforeLogin;

    [Theory]
    [InlineData("a NOOP\r\n", "a", "Noop", "NOOP", "\r\n")]
    [InlineData("a.1/]x noop\n", "a.1/]x", "Noop", "noop", "\n")]
    [InlineData("a1 LoGiN joe secret\r\n", "a1", "Login", "LoGiN", " joe secret\r\n")]
    [InlineData("a AUTHENTICATE PLAIN =\r\n", "a", "Authenticate", "AUTHENTICATE", " PLAIN =\r\n")]
    [InlineData("a CAPABILITY\r\n", "a", "Capability", "CAPABILITY", "\r\n")]
    [InlineData("a STARTTLS\r\n", "a", "StartTls", "STARTTLS", "\r\n")]
    [InlineData("a LOGOUT\r\n", "a", "Logout", "LOGOUT", "\r\n")]
    [InlineData("a ID NIL\r\n", "a", "Id", "ID", " NIL\r\n")]
    [InlineData("a select INBOX\r\n", "a", "AfterLogin", "select", " INBOX\r\n")]
    [InlineData("a LOGINX\r\n", "a", "Unknown", "LOGINX", "\r\n")]
    [InlineData("a NOOP \r\n", "a", "Noop", "NOOP", " \r\n")]
    [InlineData("GET / HTTP/1.1\r\n", "GET", "Unknown", "/", " HTTP/1.1\r\n")]
    public void A_command_is_named_by_its_parts(string frame, string tag, string verb, string name, string arguments)
    {
        ImapParseStatus status = ImapCommandParser.TryParse(Octets.Of(frame), _limits, out ImapCommand command);

        Assert.Equal(ImapParseStatus.Ok, status);
        Assert.Equal(tag, Octets.Text(command.Tag));
        Assert.Equal(verb, command.Verb.ToString());
        Assert.Equal(name, Octets.Text(command.Name));
        Assert.Equal(arguments, Octets.Text(command.Arguments));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData(" a NOOP\r\n")]
    [InlineData("a")]
    [InlineData("* NOOP\r\n")]
    [InlineData("+ NOOP\r\n")]
    [InlineData("a+b NOOP\r\n")]
    [InlineData("a\"b NOOP\r\n")]
    [InlineData("a\\b NOOP\r\n")]
    [InlineData("a{b NOOP\r\n")]
    [InlineData("(a) NOOP\r\n")]
    [InlineData("a%b NOOP\r\n")]
    [InlineData("\xe9 NOOP\r\n")]
    [InlineData("a\x80 NOOP\r\n")]
    [InlineData("a\0b NOOP\r\n")]
    [InlineData("a\rb NOOP\r\n")]
    [InlineData("a\x7f NOOP\r\n")]
    [InlineData("a\tNOOP\r\n")]
    [InlineData("\x16\x03\x01\x02\n")]
    public void A_tag_outside_the_grammar_is_never_given_back(string frame)
    {
        ImapParseStatus status = ImapCommandParser.TryParse(Octets.Of(frame), _limits, out ImapCommand command);

        Assert.Equal(ImapParseStatus.BadTag, status);
        Assert.True(command.Tag.IsEmpty);
    }

    [Theory]
    [InlineData("a\r\n", "Empty")]
    [InlineData("a \r\n", "Empty")]
    [InlineData("a  NOOP\r\n", "Empty")]
    [InlineData("a (NOOP)\r\n", "MissingCommand")]
    [InlineData("a \"NOOP\"\r\n", "MissingCommand")]
    [InlineData("a {4+}\r\nNOOP\r\n", "MissingCommand")]
    [InlineData("a \xe9\r\n", "MissingCommand")]
    [InlineData("a NO\xe9P\r\n", "IllegalByte")]
    [InlineData("a NOOP(\r\n", "IllegalByte")]
    [InlineData("a NOOP\rx\r\n", "IllegalByte")]
    [InlineData("a NOOP\r\r\n", "IllegalByte")]
    [InlineData("a NO\0OP\r\n", "IllegalByte")]
    [InlineData("a LOGIN joe \"x\0\"\r\n", "IllegalByte")]
    [InlineData("a LOGIN {1+}\r\n\0 x\r\n", "IllegalByte")]
    public void Behind_a_good_tag_every_error_can_be_answered(string frame, string expected)
    {
        ImapParseStatus status = ImapCommandParser.TryParse(Octets.Of(frame), _limits, out ImapCommand command);

        Assert.Equal(expected, status.ToString());
        Assert.Equal("a", Octets.Text(command.Tag));
        Assert.Equal(ImapVerb.Unknown, command.Verb);
    }

    [Fact]
    public void A_tag_longer_than_the_limit_is_bad()
    {
        string longest = new('t', _limits.MaxTagBytes);

        Assert.Equal(ImapParseStatus.Ok, ImapCommandParser.TryParse(Octets.Of($"{longest} NOOP\r\n"), _limits, out _));
        Assert.Equal(ImapParseStatus.BadTag, ImapCommandParser.TryParse(Octets.Of($"{longest}t NOOP\r\n"), _limits, out _));
    }

    [Fact]
    public void Framing_parsing_and_reading_allocate_nothing()
    {
        byte[] input = Octets.Of("a1 LOGIN {3+}\r\njoe \"se\\\"cret\"\r\n");
        byte[] copy = new byte[input.Length];
        var framer = new ImapCommandFramer(_limits);
        UnderstandLogin(framer, input, copy);

        long before = GC.GetAllocatedBytesForCurrentThread();
        int length = UnderstandLogin(framer, input, copy);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal("joese\"cret", Octets.Text(copy.AsSpan(0, length)));
        Assert.Equal(0, allocated);
    }

    private static int UnderstandLogin(ImapCommandFramer framer, byte[] input, byte[] copy)
    {
        ImapFrame frame = framer.Scan(input);
        ImapCommandParser.TryParse(input.AsSpan(0, frame.Length), _limits, out ImapCommand command);
        var reader = new ImapArgumentReader(command.Arguments, _limits);
        reader.TryReadSpace();
        reader.TryReadAstring(out ImapString user);
        reader.TryReadSpace();
        reader.TryReadAstring(out ImapString password);
        user.CopyTo(copy);
        password.CopyTo(copy.AsSpan(user.Length));
        return user.Length + password.Length;
    }
}
