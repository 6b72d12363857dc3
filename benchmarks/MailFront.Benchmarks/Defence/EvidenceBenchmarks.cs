using System.Net;
using BenchmarkDotNet.Attributes;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;

namespace MailFront.Benchmarks.Defence;

/// <summary>What a look at the evidence costs when every table is full: ten million distinct failures in ten minutes have gone before.</summary>
[MemoryDiagnoser]
public class EvidenceBenchmarks
{
    private const int Keys = 10_000_000;
    private const int Seconds = 600;
    private const int Asked = 65_536;
    private const ulong OddMultiplier = 0x9E37_79B9_7F4A_7C15;

    private readonly LoginHistory _history = new(new LoginHistoryOptions(), KeyedHash.Random());
    private readonly LoginFacts[] _proven = new LoginFacts[Asked];
    private readonly LoginFacts[] _strangers = new LoginFacts[Asked];
    private readonly TimeSpan _now = TimeSpan.FromDays(1) + TimeSpan.FromSeconds(Seconds);
    private int _next;

    [GlobalSetup]
    public void Setup()
    {
        for (int i = 0; i < Asked; i++)
        {
            _proven[i] = Facts(i);
            _strangers[i] = new LoginFacts($"user{i + Keys}@example.org", new IPAddress([0x20, 1, 0x0d, 0xb8, 0, 1, (byte)(i >> 8), (byte)i, 0, 0, 0, 0, 0, 0, 0, 1])) { PasswordFingerprint = (ulong)i * OddMultiplier };
            _history.Observe(_proven[i], LoginResult.Succeeded, TimeSpan.FromDays(1));
        }

        for (int i = Asked; i < Keys; i++)
        {
            _history.Observe(Facts(i), LoginResult.Failed, TimeSpan.FromDays(1) + TimeSpan.FromSeconds(i / (Keys / Seconds)));
        }
    }

    /// <summary>A user at home, by the password: two hashes more, one look-up.</summary>
    [Benchmark(Baseline = true)]
    public LoginClass Known() => _history.Assess(_proven[Next()], _now).Class;

    /// <summary>Somebody of whom nothing is known, from an IPv6 address: every table is asked.</summary>
    [Benchmark]
    public LoginClass Stranger() => _history.Assess(_strangers[Next()], _now).Class;

    /// <summary>A failure: every table is written to.</summary>
    [Benchmark]
    public void Failure() => _history.Observe(_strangers[Next()], LoginResult.Failed, _now);

    private static LoginFacts Facts(int i) =>
        new($"user{i}@example.org", new IPAddress([10, (byte)(i >> 16), (byte)(i >> 8), (byte)i])) { PasswordFingerprint = (ulong)i * OddMultiplier };

    private int Next() => _next = (_next + 7_919) % Asked;
}
