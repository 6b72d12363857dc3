using System.Buffers;
using MailFront.Protocol.Pop3;

namespace MailFront.UnitTests.Protocol.Pop3;

public sealed class Pop3ResponseWriterTests
{
    private readonly ArrayBufferWriter<byte> _output = new();

    [Fact]
    public void Responses_have_the_form_of_the_rfcs()
    {
        Pop3ResponseWriter.Ok(_output, "ready"u8);
        Pop3ResponseWriter.Error(_output, "SYS/TEMP"u8, "later"u8);
        Pop3ResponseWriter.Error(_output, default, "what?"u8);
        Pop3ResponseWriter.Continuation(_output, default);
        Pop3ResponseWriter.DataLine(_output, "TOP"u8);
        Pop3ResponseWriter.DataLine(_output, ".x"u8);
        Pop3ResponseWriter.Terminator(_output);

        Assert.Equal("+OK ready\r\n-ERR [SYS/TEMP] later\r\n-ERR what?\r\n+ \r\nTOP\r\n..x\r\n.\r\n", Octets.Text(_output.WrittenSpan));
    }

    [Fact]
    public void Foreign_text_cannot_split_a_response()
    {
        Pop3ResponseWriter.Error(_output, "A]\r\n"u8, "x\r\n+OK \xe9\0"u8);

        Assert.Equal("-ERR [A???] x??+OK ???\r\n", Octets.Text(_output.WrittenSpan));
    }
}
