using System.Buffers.Text;
using System.Text;
using MailFront.Load.Measuring;

namespace MailFront.Load.Stub;

/// <summary>
/// Just enough IMAP4rev1 for a proxy and for the generator. <c>FETCH n BODY[]</c> returns a message of n KiB from memory, whatever
/// the mailbox; correctness belongs to tests against real servers.
/// </summary>
internal sealed class ImapStub(PasswordRule rule, StubStatistics statistics, MessageBody body) : IStubDialogue
{
    private const int MaxWords = 2;

    private readonly List<byte[]> _words = new(MaxWords);
    private byte[] _tag = [];
    private State _state;
    private int _promised;

    private enum State
    {
        New,
        PlainMessage,
        LoggedIn,
        Idle,
    }

    /// <inheritdoc/>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public void Greet(StubOutput output) =>
        output.Add("* OK [CAPABILITY IMAP4rev1 SASL-IR LITERAL+ ID IDLE NAMESPACE UIDPLUS AUTH=PLAIN] stub ready\r\n"u8);

    /// <inheritdoc/>
    public int Answer(ReadOnlySpan<byte> input, StubOutput output)
    {
        var isPlainLine = _state is State.Idle or State.PlainMessage;
        var length = isPlainLine ? input.IndexOf((byte)'\n') + 1 : CommandLength(input, output);
        if (length == 0)
        {
            return 0;
        }

        _promised = 0;
        var command = input[..length].TrimEnd("\r\n"u8);
        switch (_state)
        {
            case State.Idle:
                _state = State.LoggedIn;
                Done(output, "OK Idle done"u8);
                break;
            case State.PlainMessage:
                Login(output, rule.IsPlainRight(command));
                break;
            default:
                Command(command, output);
                break;
        }

        return length;
    }

    /// <summary>The length of the command with its literals, 0 while incomplete; asks for synchronising literals once each.</summary>
    private int CommandLength(ReadOnlySpan<byte> input, StubOutput output)
    {
        var at = 0;
        var literals = 0;
        while (true)
        {
            var feed = input[at..].IndexOf((byte)'\n');
            if (feed < 0)
            {
                return 0;
            }

            var line = input.Slice(at, feed).TrimEnd((byte)'\r');
            at += feed + 1;
            var open = line.LastIndexOf((byte)'{');
            if (open < 0 || line[^1] != '}' || !Utf8Parser.TryParse(line[(open + 1)..], out int size, out var used))
            {
                return at;
            }

            literals++;
            if (line[open + 1 + used] != '+' && literals > _promised)
            {
                _promised = literals;
                output.Add("+ OK\r\n"u8);
            }

            at += size;
            if (at > input.Length)
            {
                return 0;
            }
        }
    }

    private void Command(ReadOnlySpan<byte> command, StubOutput output)
    {
        var space = command.IndexOf((byte)' ');
        if (space <= 0)
        {
            output.Add("* BAD no tag\r\n"u8);
            return;
        }

        _tag = Keep(_tag, command[..space]);
        var rest = command[(space + 1)..];
        var end = rest.IndexOf((byte)' ');
        var name = end < 0 ? rest : rest[..end];
        var arguments = end < 0 ? [] : rest[(end + 1)..];
        if (Is(name, "NOOP"u8))
        {
            Done(output, "OK Noop done"u8);
        }
        else if (Is(name, "CAPABILITY"u8))
        {
            output.Add("* CAPABILITY IMAP4rev1 SASL-IR LITERAL+ ID IDLE NAMESPACE UIDPLUS AUTH=PLAIN\r\n"u8);
            Done(output, "OK Capability done"u8);
        }
        else if (Is(name, "ID"u8))
        {
            output.Add("* ID NIL\r\n"u8);
            Done(output, "OK Id done"u8);
        }
        else if (Is(name, "LOGOUT"u8))
        {
            output.Add("* BYE\r\n"u8);
            Done(output, "OK Logout done"u8);
            IsOver = true;
        }
        else if (_state == State.New)
        {
            BeforeLogin(name, arguments, output);
        }
        else
        {
            AfterLogin(name, arguments, output);
        }
    }

    private void BeforeLogin(ReadOnlySpan<byte> name, ReadOnlySpan<byte> arguments, StubOutput output)
    {
        if (Is(name, "LOGIN"u8))
        {
            ReadWords(arguments);
            Login(output, _words.Count == MaxWords && PasswordRule.IsOwn(_words[0], _words[1]));
        }
        else if (Is(name, "AUTHENTICATE"u8) && arguments.Length > 6 && Is(arguments[..6], "PLAIN "u8))
        {
            Login(output, rule.IsPlainRight(arguments[6..]));
        }
        else if (Is(name, "AUTHENTICATE"u8) && Is(arguments, "PLAIN"u8))
        {
            _state = State.PlainMessage;
            output.Add("+ \r\n"u8);
        }
        else
        {
            Done(output, "BAD not now"u8);
        }
    }

    private void AfterLogin(ReadOnlySpan<byte> name, ReadOnlySpan<byte> arguments, StubOutput output)
    {
        if (Is(name, "FETCH"u8))
        {
            Fetch(arguments, output);
        }
        else if (Is(name, "SELECT"u8) || Is(name, "EXAMINE"u8))
        {
            output.Add("* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)\r\n* "u8).Add(MessageBody.MaxKib)
                .Add(" EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1] valid\r\n* OK [UIDNEXT 20000] next\r\n"u8);
            Done(output, "OK [READ-WRITE] Select done"u8);
        }
        else if (Is(name, "IDLE"u8))
        {
            _state = State.Idle;
            output.Add("+ idling\r\n"u8);
        }
        else
        {
            Done(output, "BAD unknown command"u8);
        }
    }

    private void Fetch(ReadOnlySpan<byte> arguments, StubOutput output)
    {
        if (!Utf8Parser.TryParse(arguments, out int kib, out _) || kib < 1 || kib > MessageBody.MaxKib)
        {
            Done(output, "BAD no such message"u8);
            return;
        }

        output.Add("* "u8).Add(kib).Add(" FETCH (BODY[] {"u8).Add(kib * 1024).Add("}\r\n"u8).AddBody(body.Of(kib)).Add(")\r\n"u8);
        Done(output, "OK Fetch done"u8);
    }

    private void Login(StubOutput output, bool isRight)
    {
        statistics.CountLogin(isRight);
        _state = isRight ? State.LoggedIn : State.New;
        Done(output, isRight ? "OK [CAPABILITY IMAP4rev1 LITERAL+ ID IDLE NAMESPACE UIDPLUS] Logged in"u8 : "NO [AUTHENTICATIONFAILED] no"u8);
    }

    private void Done(StubOutput output, ReadOnlySpan<byte> text) => output.Add(_tag).Add(" "u8).Add(text).Add("\r\n"u8);

    /// <summary>Reads atoms, quoted strings and literals.</summary>
    private void ReadWords(ReadOnlySpan<byte> input)
    {
        _words.Clear();
        while (!(input = input.TrimStart((byte)' ')).IsEmpty && _words.Count < MaxWords)
        {
            if (input[0] == '{' && Utf8Parser.TryParse(input[1..], out int size, out _) && input.IndexOf((byte)'\n') is > 0 and var feed)
            {
                _words.Add(input.Slice(feed + 1, size).ToArray());
                input = input[(feed + 1 + size)..];
            }
            else if (input[0] == '"' && input[1..].IndexOf((byte)'"') is >= 0 and var quote)
            {
                _words.Add(input.Slice(1, quote).ToArray());
                input = input[(quote + 2)..];
            }
            else
            {
                var end = input.IndexOf((byte)' ');
                _words.Add((end < 0 ? input : input[..end]).ToArray());
                input = end < 0 ? [] : input[end..];
            }
        }
    }

    private static byte[] Keep(byte[] old, ReadOnlySpan<byte> value) => value.SequenceEqual(old) ? old : value.ToArray();

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(word, name);
}
