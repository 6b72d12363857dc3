using System.Net;
using BenchmarkDotNet.Attributes;
using MailFront.Protocol.ProxyHeader;

namespace MailFront.Benchmarks.Protocol;

/// <summary>PROXY headers in both forms. Reading allocates the two end points and nothing else.</summary>
[MemoryDiagnoser]
public class ProxyHeaderBenchmarks
{
    private static readonly IPEndPoint _source = IPEndPoint.Parse("[2001:db8::1]:1234");
    private static readonly IPEndPoint _destination = IPEndPoint.Parse("[2001:db8::2]:143");

    private readonly byte[] _buffer = new byte[ProxyHeaderWriter.MaxBytes];
    private readonly byte[] _text = new byte[ProxyHeaderWriter.MaxBytes];
    private readonly byte[] _binary = new byte[ProxyHeaderWriter.MaxBytes];

    [GlobalSetup]
    public void WriteInputs()
    {
        ProxyHeaderWriter.WriteV1(_text, _source, _destination);
        ProxyHeaderWriter.WriteV2(_binary, _source, _destination);
    }

    [Benchmark(Baseline = true)]
    public ProxyHeaderStatus ReadText() => ProxyHeaderParser.Parse(_text, out _, out _);

    [Benchmark]
    public ProxyHeaderStatus ReadBinary() => ProxyHeaderParser.Parse(_binary, out _, out _);

    [Benchmark]
    public int WriteBinary() => ProxyHeaderWriter.WriteV2(_buffer, _source, _destination);
}
