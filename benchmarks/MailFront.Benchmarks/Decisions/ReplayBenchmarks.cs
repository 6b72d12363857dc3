using BenchmarkDotNet.Attributes;
using MailFront.Configuration;
using MailFront.Decisions;

namespace MailFront.Benchmarks.Decisions;

/// <summary>What one record of a decision log costs to decide again, under the recorded policy and under another.</summary>
[MemoryDiagnoser]
public class ReplayBenchmarks
{
    // Five records for each of the botnet's, three for each other login, and the options.
    private const int Records = 900_001;
    private const int Logins = 200_000;

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("replay").FullName;
    private PolicyFile? _other;

    private string Log => Path.Combine(_folder, "decisions.log");

    [GlobalSetup]
    public void SetUp()
    {
        var written = AttackedDay.Write(Log, Logins);
        if (written != Records)
        {
            throw new InvalidOperationException($"{written} records");
        }

        _other = PolicyFile.Load("other.conf", new OtherConfiguration());
    }

    [GlobalCleanup]
    public void CleanUp() => System.IO.Directory.Delete(_folder, recursive: true);

    [Benchmark(Baseline = true, OperationsPerInvoke = Records)]
    public Task<long> AsRecorded() => PlayAsync(null);

    [Benchmark(OperationsPerInvoke = Records)]
    public Task<long> UnderAnotherPolicy() => PlayAsync(_other);

    [Benchmark(OperationsPerInvoke = Records)]
    public async Task<long> ReadOnly()
    {
        var reader = new DecisionLogReader();
        await using var log = File.OpenRead(Log);
        var reading = reader.ReadAsync([log], CancellationToken.None);
        long records = 0;
        await foreach (var batch in reader.Filled.ReadAllAsync())
        {
            records += batch.Count;
            reader.Return(batch);
        }

        await reading;
        return records;
    }

    private async Task<long> PlayAsync(PolicyFile? alternative)
    {
        var run = new PolicyReplayRun(alternative);
        await using var log = File.OpenRead(Log);
        await run.PlayAsync([log], CancellationToken.None);
        return run.Progress.Records;
    }

    private sealed class OtherConfiguration : IConfigurationSource
    {
        public string? Read(string path) => "configdirectory: /var/lib/mailfront\nfailedloginpause: 5\nmailfront_deny: 100.64.0.0/16\n";

        public bool Exists(string path) => true;
    }
}
