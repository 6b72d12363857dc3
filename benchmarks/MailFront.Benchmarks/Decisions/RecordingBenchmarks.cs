using System.Net;
using BenchmarkDotNet.Attributes;
using MailFront.Decisions;
using MailFront.Defence;
using MailFront.Defence.Decisions;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.Benchmarks.Decisions;

/// <summary>What a question to the defence costs whoever asks, without and with a decision log.</summary>
[MemoryDiagnoser]
public class RecordingBenchmarks : IDisposable
{
    private static readonly byte[] _key = new byte[DecisionLogHeader.KeyBytes];

    private readonly LoginHistory _plain = new(new LoginHistoryOptions(), new KeyedHash(_key));
    private readonly DefenceEngine _engine = new(Options());
    private readonly DecisionLog _log = new(new DecisionLogOptions { Path = "/dev/null", EvidenceKey = _key }, TimeProvider.System, NullLogger.Instance);
    private readonly RecordedEvidence _recorded;
    private readonly DefenceEngine _recordedEngine;
    private readonly LoginFacts _login = new("anna@example.org", IPAddress.Parse("192.0.2.7")) { PasswordFingerprint = 7, Service = "imap", Session = "fe1-1" };
    private readonly ClientFacts _client = new() { Source = IPAddress.Parse("192.0.2.7"), Service = "imap", Connections = 10, PreLoginConnections = 5 };

    public RecordingBenchmarks()
    {
        _recorded = new RecordedEvidence(new LoginHistory(new LoginHistoryOptions(), new KeyedHash(_key)), _log);
        _recordedEngine = new DefenceEngine(Options(), _log);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _log.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public LoginAssessment Assess() => _plain.Assess(_login, TimeSpan.FromDays(1));

    [Benchmark]
    public LoginAssessment AssessRecorded() => _recorded.Assess(_login, TimeSpan.FromDays(1));

    [Benchmark]
    public Verdict Accept() => _engine.Decide(Checkpoint.Accept, _client);

    [Benchmark]
    public Verdict AcceptRecorded() => _recordedEngine.Decide(Checkpoint.Accept, _client);

    private static DefenceOptions Options() => new() { MaxConnections = 100, MaxPreLoginConnections = 50 };
}
