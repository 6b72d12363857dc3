using System.Buffers;
using MailFront.Protocol.Imap;

namespace MailFront.UnitTests.Protocol.Imap;

public sealed class ImapResponseWriterTests
{
    private readonly ArrayBufferWriter<byte> _output = new();

    [Fact]
    public void Status_responses_have_the_form_of_the_rfc()
    {
        ImapResponseWriter.Tagged(_output, "a1"u8, ImapCondition.No, "AUTHENTICATIONFAILED"u8, "Login failed"u8);
        ImapResponseWriter.Tagged(_output, "a2"u8, ImapCondition.Ok, default, "Completed"u8);
        ImapResponseWriter.Untagged(_output, ImapCondition.Bye, default, "idle for too long"u8);
        ImapResponseWriter.UntaggedLine(_output, "CAPABILITY IMAP4rev1"u8);
        ImapResponseWriter.Continuation(_output, default);
        ImapResponseWriter.Continuation(_output, "UGFzc3dvcmQ6"u8);

        Assert.Equal(
            "a1 NO [AUTHENTICATIONFAILED] Login failed\r\na2 OK Completed\r\n* BYE idle for too long\r\n* CAPABILITY IMAP4rev1\r\n+ \r\n+ UGFzc3dvcmQ6\r\n",
            Octets.Text(_output.WrittenSpan));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\r\nb")]
    [InlineData("a+")]
    [InlineData("\xe9")]
    public void A_tag_that_no_parser_accepted_is_not_echoed(string tag)
    {
        ImapResponseWriter.Tagged(_output, Octets.Of(tag), ImapCondition.Bad, default, "x"u8);

        Assert.Equal("* BAD x\r\n", Octets.Text(_output.WrittenSpan));
    }

    [Fact]
    public void A_code_cannot_end_its_own_brackets()
    {
        ImapResponseWriter.Untagged(_output, ImapCondition.Ok, "A] [B\r\n"u8, "x\r\n* OK"u8);

        Assert.Equal("* OK [A? [B??] x??* OK\r\n", Octets.Text(_output.WrittenSpan));
    }

    [Fact]
    public void Whatever_the_parts_hold_the_response_is_one_line_that_parses()
    {
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++)
        {
            _output.Clear();
            byte[] tag = Octets.Random(random, 6, "ab+*\r\n ]");
            byte[] code = Octets.Random(random, 10, "ab]\r\n [");
            byte[] text = Octets.Random(random, 30, "ab \r\n*+[]{}\"");

            ImapResponseWriter.Tagged(_output, tag, ImapCondition.No, code, text);

            ReadOnlySpan<byte> line = _output.WrittenSpan;
            Assert.Equal(line.Length - 1, line.IndexOf((byte)'\n'));
            Assert.Equal(line.Length - 2, line.IndexOfAnyExceptInRange((byte)' ', (byte)'~'));
            Assert.True(text is [(byte)'[', ..] || ImapResponseLine.TryParse(line, out _), Octets.Text(line));
        }
    }
}
