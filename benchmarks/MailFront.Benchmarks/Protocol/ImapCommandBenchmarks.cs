using BenchmarkDotNet.Attributes;
using MailFront.Protocol.Imap;

namespace MailFront.Benchmarks.Protocol;

/// <summary>One LOGIN from bytes to arguments. Nothing may be allocated, and a command in single bytes must cost linear time.</summary>
[MemoryDiagnoser]
public class ImapCommandBenchmarks
{
    private static readonly byte[] _quoted = "a1 LOGIN \"joe@example.org\" \"correct horse\"\r\n"u8.ToArray();
    private static readonly byte[] _literals = "a1 LOGIN {15+}\r\njoe@example.org {13+}\r\ncorrect horse\r\n"u8.ToArray();
    private static readonly byte[] _longLine = [.. "a1 LOGIN "u8, .. new byte[ImapLimits.DefaultMaxLineBytes - 11].Select(_ => (byte)'x'), .. "\r\n"u8];

    private readonly ImapCommandFramer _framer = new(ImapLimits.BeforeLogin);

    [Benchmark(Baseline = true)]
    public int QuotedLogin() => ReadLogin(_quoted);

    [Benchmark]
    public int LiteralLogin() => ReadLogin(_literals);

    [Benchmark]
    public int FrameLongLineAtOnce() => _framer.Scan(_longLine).Length;

    [Benchmark]
    public int FrameLongLineByteByByte()
    {
        int length = 0;
        for (int arrived = 1; arrived <= _longLine.Length; arrived++)
        {
            length = _framer.Scan(_longLine.AsSpan(0, arrived)).Length;
        }

        return length;
    }

    private int ReadLogin(byte[] unread)
    {
        ImapFrame frame = _framer.Scan(unread);
        if (ImapCommandParser.TryParse(unread.AsSpan(0, frame.Length), ImapLimits.BeforeLogin, out ImapCommand command) != ImapParseStatus.Ok)
        {
            return 0;
        }

        var reader = new ImapArgumentReader(command.Arguments, ImapLimits.BeforeLogin);
        bool isLogin = reader.TryReadSpace() & reader.TryReadAstring(out ImapString user) & reader.TryReadSpace() & reader.TryReadAstring(out ImapString password);
        return isLogin && reader.AtEnd ? user.Length + password.Length : 0;
    }
}
