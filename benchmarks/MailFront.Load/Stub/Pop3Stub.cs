using System.Buffers.Text;
using System.Text;
using MailFront.Load.Measuring;

namespace MailFront.Load.Stub;

/// <summary>Just enough POP3 for a proxy and for the generator; <c>RETR n</c> returns a message of n KiB.</summary>
internal sealed class Pop3Stub(PasswordRule rule, StubStatistics statistics, MessageBody body) : IStubDialogue
{
    private byte[] _user = [];
    private bool _isLoggedIn;
    private bool _isPlainMessage;

    /// <inheritdoc/>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public void Greet(StubOutput output) => output.Add("+OK [XCLIENT] stub ready\r\n"u8);

    /// <inheritdoc/>
    public int Answer(ReadOnlySpan<byte> input, StubOutput output)
    {
        var feed = input.IndexOf((byte)'\n');
        if (feed < 0)
        {
            return 0;
        }

        var command = input[..feed].TrimEnd((byte)'\r');
        if (_isPlainMessage)
        {
            _isPlainMessage = false;
            Login(output, rule.IsPlainRight(command));
            return feed + 1;
        }

        var space = command.IndexOf((byte)' ');
        var name = space < 0 ? command : command[..space];
        var argument = space < 0 ? [] : command[(space + 1)..];
        if (_isLoggedIn)
        {
            AfterLogin(name, argument, output);
        }
        else
        {
            BeforeLogin(name, argument, output);
        }

        return feed + 1;
    }

    private void BeforeLogin(ReadOnlySpan<byte> name, ReadOnlySpan<byte> argument, StubOutput output)
    {
        if (Is(name, "USER"u8))
        {
            _user = argument.ToArray();
            output.Add("+OK\r\n"u8);
        }
        else if (Is(name, "PASS"u8))
        {
            Login(output, PasswordRule.IsOwn(_user, argument));
        }
        else if (Is(name, "AUTH"u8) && argument.Length > 6 && Is(argument[..6], "PLAIN "u8))
        {
            Login(output, rule.IsPlainRight(argument[6..]));
        }
        else if (Is(name, "AUTH"u8) && Is(argument, "PLAIN"u8))
        {
            _isPlainMessage = true;
            output.Add("+ \r\n"u8);
        }
        else
        {
            Anywhere(name, output);
        }
    }

    private void AfterLogin(ReadOnlySpan<byte> name, ReadOnlySpan<byte> argument, StubOutput output)
    {
        if (Is(name, "NOOP"u8))
        {
            output.Add("+OK\r\n"u8);
        }
        else if (!Is(name, "RETR"u8))
        {
            Anywhere(name, output);
        }
        else if (Utf8Parser.TryParse(argument, out int kib, out _) && kib is >= 1 and <= MessageBody.MaxKib)
        {
            output.Add("+OK "u8).Add(kib * 1024).Add(" octets\r\n"u8).AddBody(body.Of(kib)).Add(".\r\n"u8);
        }
        else
        {
            output.Add("-ERR no such message\r\n"u8);
        }
    }

    private void Anywhere(ReadOnlySpan<byte> name, StubOutput output)
    {
        if (Is(name, "CAPA"u8))
        {
            output.Add("+OK\r\nCAPA\r\nTOP\r\nUIDL\r\nRESP-CODES\r\nPIPELINING\r\nAUTH-RESP-CODE\r\nUSER\r\nSASL PLAIN\r\nXCLIENT ADDR PORT SESSION TTL FORWARD\r\n.\r\n"u8);
        }
        else if (Is(name, "XCLIENT"u8))
        {
            output.Add("+OK\r\n"u8);
        }
        else if (Is(name, "QUIT"u8))
        {
            output.Add("+OK bye\r\n"u8);
            IsOver = true;
        }
        else
        {
            output.Add("-ERR unknown command\r\n"u8);
        }
    }

    private void Login(StubOutput output, bool isRight)
    {
        statistics.CountLogin(isRight);
        _isLoggedIn = isRight;
        output.Add(isRight ? "+OK Logged in\r\n"u8 : "-ERR [AUTH] no\r\n"u8);
    }

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(word, name);
}
