using MailFront.Protocol.Imap;

namespace MailFront.UnitTests.Protocol.Imap;

public sealed class ImapResponseLineTests
{
    [Theory]
    [InlineData("* OK ready\r\n", "Untagged", "", "Ok", "", "", "ready")]
    [InlineData("* ok [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi there\r\n", "Untagged", "", "Ok", "CAPABILITY", "IMAP4rev1 AUTH=PLAIN", "hi there")]
    [InlineData("* PREAUTH hello\n", "Untagged", "", "Preauth", "", "", "hello")]
    [InlineData("* BYE [ALERT]down\r\n", "Untagged", "", "Bye", "ALERT", "", "down")]
    [InlineData("* OK\r\n", "Untagged", "", "Ok", "", "", "")]
    [InlineData("A1 OK [] done\r\n", "Tagged", "A1", "Ok", "", "", "done")]
    [InlineData("A1 NO [UNAVAILABLE] try later\r\n", "Tagged", "A1", "No", "UNAVAILABLE", "", "try later")]
    [InlineData("A1 BAD what?\r\n", "Tagged", "A1", "Bad", "", "", "what?")]
    [InlineData("+ cGxhaW4=\r\n", "Continuation", "", "None", "", "", "cGxhaW4=")]
    [InlineData("+ \r\n", "Continuation", "", "None", "", "", "")]
    [InlineData("+\r\n", "Continuation", "", "None", "", "", "")]
    public void Status_lines_and_continuations_are_taken_apart(string frame, string kind, string tag, string condition, string code, string codeArguments, string text)
    {
        Assert.True(ImapResponseLine.TryParse(Octets.Of(frame), out ImapResponseLine line));

        Assert.Equal(kind, line.Kind.ToString());
        Assert.Equal(tag, Octets.Text(line.Tag));
        Assert.Equal(condition, line.Condition.ToString());
        Assert.Equal(code, Octets.Text(line.Code));
        Assert.Equal(codeArguments, Octets.Text(line.CodeArguments));
        Assert.Equal(text, Octets.Text(line.Text));
    }

    [Theory]
    [InlineData("* CAPABILITY IMAP4rev1 ID\r\n", "CAPABILITY", "IMAP4rev1 ID")]
    [InlineData("* ID NIL\r\n", "ID", "NIL")]
    [InlineData("* 3 EXISTS\r\n", "3", "EXISTS")]
    [InlineData("* ID ({2}\r\nab NIL)\r\n", "ID", "({2}\r\nab NIL)")]
    [InlineData("* SEARCH\r\n", "SEARCH", "")]
    public void Other_untagged_lines_are_a_name_and_its_contents(string frame, string name, string data)
    {
        Assert.True(ImapResponseLine.TryParse(Octets.Of(frame), out ImapResponseLine line));

        Assert.Equal(ImapResponseKind.Untagged, line.Kind);
        Assert.Equal(ImapCondition.None, line.Condition);
        Assert.Equal((name, data), (Octets.Text(line.Name), Octets.Text(line.Data)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("* OK")]
    [InlineData("*\r\n")]
    [InlineData("* \r\n")]
    [InlineData("*OK x\r\n")]
    [InlineData("* OK [CAPABILITY IMAP4rev1 x\r\n")]
    [InlineData("* O\xe9K x\r\n")]
    [InlineData("* OK a\0b\r\n")]
    [InlineData("A1\r\n")]
    [InlineData("A1 BYE x\r\n")]
    [InlineData("A1 PREAUTH x\r\n")]
    [InlineData("A1 FETCH x\r\n")]
    [InlineData("A+1 OK x\r\n")]
    [InlineData("+x\r\n")]
    [InlineData(" OK x\r\n")]
    [InlineData("+OK Dovecot ready.\r\n")]
    [InlineData("220 mail ESMTP\r\n")]
    public void What_is_no_response_is_refused(string frame)
    {
        Assert.False(ImapResponseLine.TryParse(Octets.Of(frame), out ImapResponseLine line));
        Assert.True(line.Tag.IsEmpty && line.Text.IsEmpty);
    }

    [Theory]
    [InlineData("IMAP4rev1 SASL-IR AUTH=PLAIN", "AUTH=PLAIN", true)]
    [InlineData("IMAP4rev1 sasl-ir", "SASL-IR", true)]
    [InlineData("IMAP4rev1 XSASL-IR", "SASL-IR", false)]
    [InlineData("AUTH=PLAINX", "AUTH=PLAIN", false)]
    [InlineData("", "ID", false)]
    public void A_capability_is_a_whole_word(string list, string capability, bool isThere) =>
        Assert.Equal(isThere, ImapCapabilityList.Contains(Octets.Of(list), Octets.Of(capability)));
}
