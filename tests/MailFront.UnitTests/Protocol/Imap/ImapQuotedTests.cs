using System.Buffers;
using MailFront.Protocol.Imap;

namespace MailFront.UnitTests.Protocol.Imap;

public sealed class ImapQuotedTests
{
    private readonly ArrayBufferWriter<byte> _output = new();

    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("joe", "\"joe\"")]
    [InlineData("a \"b\" \\c", "\"a \\\"b\\\" \\\\c\"")]
    public void Printable_text_is_quoted(string value, string expected)
    {
        Assert.True(ImapQuoted.TryWrite(_output, Octets.Of(value)));
        Assert.Equal(expected, Octets.Text(_output.WrittenSpan));
    }

    [Theory]
    [InlineData("a\r\nb LOGOUT", "{11+}\r\na\r\nb LOGOUT")]
    [InlineData("j\xf6", "{2+}\r\nj\xf6")]
    [InlineData("\x7f", "{1+}\r\n\x7f")]
    public void What_cannot_be_quoted_is_refused_or_sent_as_a_literal(string value, string literal)
    {
        Assert.False(ImapQuoted.TryWrite(_output, Octets.Of(value)));
        Assert.Equal(0, _output.WrittenCount);
        Assert.True(ImapQuoted.TryWriteOrLiteral(_output, Octets.Of(value)));
        Assert.Equal(literal, Octets.Text(_output.WrittenSpan));
    }

    [Fact]
    public void Nul_is_never_sent()
    {
        Assert.False(ImapQuoted.TryWriteOrLiteral(_output, Octets.Of("a\0")));
        Assert.Equal(0, _output.WrittenCount);
    }

    [Fact]
    public void Every_value_without_nul_comes_back_through_the_framer_and_the_reader()
    {
        var random = new Random(9);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] value = [.. Octets.Random(random, 30, "ab\"\\{}+ \r\n").Where(octet => octet != 0)];
            _output.Clear();
            _output.Write("a X "u8);
            ImapQuoted.TryWriteOrLiteral(_output, value);
            _output.Write("\r\n"u8);

            ImapFrame frame = new ImapCommandFramer(ImapLimits.BeforeLogin).Scan(_output.WrittenSpan);
            Assert.Equal(new ImapFrame(ImapFrameStatus.Complete, _output.WrittenCount), frame);
            Assert.Equal(ImapParseStatus.Ok, ImapCommandParser.TryParse(_output.WrittenSpan, ImapLimits.BeforeLogin, out ImapCommand command));
            var reader = new ImapArgumentReader(command.Arguments, ImapLimits.BeforeLogin);
            Assert.True(reader.TryReadSpace() && reader.TryReadAstring(out ImapString read) && reader.AtEnd && read.ToArray().SequenceEqual(value));
        }
    }
}
