using BenchmarkDotNet.Attributes;
using MailFront.Protocol.Pop3;

namespace MailFront.Benchmarks.Protocol;

/// <summary>One POP3 command from bytes to its argument. Nothing may be allocated.</summary>
[MemoryDiagnoser]
public class Pop3CommandBenchmarks
{
    private static readonly byte[] _user = "USER joe@example.org\r\n"u8.ToArray();
    private static readonly byte[] _unknown = "XYZZY joe@example.org\r\n"u8.ToArray();

    private readonly Pop3LineFramer _framer = new(Pop3Limits.BeforeLogin);

    [Benchmark(Baseline = true)]
    public int User() => Read(_user);

    [Benchmark]
    public int Unknown() => Read(_unknown);

    private int Read(byte[] unread)
    {
        Pop3Frame frame = _framer.Scan(unread);
        return Pop3CommandParser.TryParse(unread.AsSpan(0, frame.Length), out Pop3Command command) == Pop3ParseStatus.Ok ? command.Argument.Length : 0;
    }
}
