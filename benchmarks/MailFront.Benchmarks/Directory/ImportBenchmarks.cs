using System.Text;
using BenchmarkDotNet.Attributes;
using MailFront.Directory;
using MailFront.Directory.Commands;
using MailFront.Directory.Transfer;

namespace MailFront.Benchmarks.Directory;

/// <summary>Import of 100,000 entries into a new file, sorted as a dump is and shuffled as a user list may be, and again over itself.</summary>
[MemoryDiagnoser]
public class ImportBenchmarks
{
    private const int Entries = 100_000;
    private const int Seed = 20_260_101;

    private byte[] _dump = [];
    private byte[] _users = [];
    private string _path = string.Empty;

    [GlobalSetup]
    public void Setup()
    {
        var numbers = Enumerable.Range(0, Entries).ToArray();
        _dump = Encoding.UTF8.GetBytes(string.Concat(
            numbers.Select(static i => $"user.{DirectoryFiles.User(i)}\t1 be{i % 10}.example.org!default\t{DirectoryFiles.User(i)}\tlrswipkxtecda\t\n")));
        new Random(Seed).Shuffle(numbers);
        _users = Encoding.UTF8.GetBytes(string.Concat(numbers.Select(static i => $"{DirectoryFiles.User(i)} be{i % 10}.example.org\n")));
    }

    [IterationSetup(Targets = [nameof(SortedDump), nameof(ShuffledUsers)])]
    public void NewFile() => _path = DirectoryFiles.Make(0);

    [IterationSetup(Target = nameof(TheSameAgain))]
    public void FullFile()
    {
        NewFile();
        Import(_dump, TransferFormat.Dump);
    }

    [IterationCleanup]
    public void Remove() => DirectoryFiles.Remove(_path);

    [Benchmark(Baseline = true)]
    public long SortedDump() => Import(_dump, TransferFormat.Dump);

    [Benchmark]
    public long ShuffledUsers() => Import(_users, TransferFormat.Users);

    [Benchmark]
    public long TheSameAgain() => Import(_dump, TransferFormat.Dump);

    private long Import(byte[] file, TransferFormat format)
    {
        var commands = new DirectoryCommands(_path, new InternalNameOptions());
        return commands.Import("-", new MemoryStream(file), new ImportOptions { Format = format }, default).Value?.Total ?? 0;
    }
}
