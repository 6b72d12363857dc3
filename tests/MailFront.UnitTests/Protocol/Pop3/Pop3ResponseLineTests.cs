using MailFront.Protocol.Pop3;

namespace MailFront.UnitTests.Protocol.Pop3;

public sealed class Pop3ResponseLineTests
{
    [Theory]
    [InlineData("+OK\r\n", "Ok", "", "")]
    [InlineData("+OK ready <1.2@x>\r\n", "Ok", "", "ready <1.2@x>")]
    [InlineData("+ok ready\n", "Ok", "", "ready")]
    [InlineData("-ERR [AUTH] no\r\n", "Error", "AUTH", "no")]
    [InlineData("-ERR [SYS/TEMP]later\r\n", "Error", "SYS/TEMP", "later")]
    [InlineData("-ERR [open\r\n", "Error", "", "[open")]
    [InlineData("-ERR\r\n", "Error", "", "")]
    [InlineData("+ \r\n", "Continuation", "", "")]
    [InlineData("+\r\n", "Continuation", "", "")]
    [InlineData("+ UGFzcw==\r\n", "Continuation", "", "UGFzcw==")]
    public void Status_lines_are_taken_apart(string line, string kind, string code, string text)
    {
        Assert.True(Pop3ResponseLine.TryParse(Octets.Of(line), out Pop3ResponseLine response));

        Assert.Equal((kind, code, text), (response.Kind.ToString(), Octets.Text(response.Code), Octets.Text(response.Text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("+OK ready")]
    [InlineData("+OKAY\r\n")]
    [InlineData("-ERROR\r\n")]
    [InlineData("OK\r\n")]
    [InlineData("* OK IMAP\r\n")]
    [InlineData("220 smtp\r\n")]
    [InlineData("+OK a\0b\r\n")]
    [InlineData("+OK a\r+OK b\r\n")]
    public void What_is_no_status_line_is_refused(string line) => Assert.False(Pop3ResponseLine.TryParse(Octets.Of(line), out _));

    [Theory]
    [InlineData("SASL PLAIN\r\n", true, "SASL PLAIN")]
    [InlineData("..x\n", true, ".x")]
    [InlineData("\r\n", true, "")]
    [InlineData("a\rb\r\n", false, "a\rb")]
    public void Lines_of_a_list_are_unstuffed(string line, bool isClean, string expected)
    {
        Assert.Equal(isClean, Pop3ResponseLine.TryGetData(Octets.Of(line), out ReadOnlySpan<byte> content));
        Assert.Equal(expected, Octets.Text(content));
    }

    [Theory]
    [InlineData(".\r\n", true)]
    [InlineData(".\n", true)]
    [InlineData(".", false)]
    [InlineData("..\r\n", false)]
    [InlineData(". \r\n", false)]
    [InlineData(".\r\r\n", false)]
    public void A_list_ends_with_a_lone_dot(string line, bool isEnd) => Assert.Equal(isEnd, Pop3ResponseLine.IsTerminator(Octets.Of(line)));
}
