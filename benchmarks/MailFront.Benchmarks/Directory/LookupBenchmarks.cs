using BenchmarkDotNet.Attributes;
using MailFront.Directory;
using MailFront.Directory.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.Benchmarks.Directory;

/// <summary>One login's question: answered from memory, from the file directly, from the file by the reader thread, and by the ring.</summary>
[MemoryDiagnoser]
public class LookupBenchmarks : IAsyncDisposable
{
    private const int Hot = 1_000;

    private readonly string[] _users = new string[Hot];
    private readonly DefaultBackendRing? _ring = DefaultBackendRing.Of(["be1", "be2", "be3", "be4"]);
    private string _path = string.Empty;
    private SqliteDirectory? _directory;
    private MailboxLocator? _locator;
    private int _next;
    private int _cold;

    /// <summary>Entries in the file.</summary>
    [Params(1_000_000)]
    public int Users { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _path = DirectoryFiles.Make(Users);
        _directory = SqliteDirectory.Open(_path);

        // Smaller than the file, so that a walk through all users always misses.
        var options = new MailboxLocatorOptions { Path = _path, HotSetCapacity = Hot * 4 };
        _locator = new MailboxLocator(options, TimeProvider.System, NullLogger<MailboxLocator>.Instance);

        // The first lap of the warm-up brings them into memory.
        for (var i = 0; i < Hot; i++)
        {
            _users[i] = DirectoryFiles.User(i);
        }
    }

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        await (_locator?.DisposeAsync() ?? default);
        _directory?.Dispose();
        DirectoryFiles.Remove(_path);
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public ValueTask<LocateOutcome> Remembered()
    {
        _next = (_next + 1) % Hot;
        return _locator!.LocateUserAsync(_users[_next], default);
    }

    [Benchmark]
    public bool File()
    {
        _cold = (_cold + 7_919) % Users;
        return _directory!.TryFind($"user.user{_cold:D7}", out _);
    }

    [Benchmark]
    public async Task<LocateOutcome> ReaderThread()
    {
        _cold = (_cold + 7_919) % Users;
        return await _locator!.LocateUserAsync(DirectoryFiles.User(_cold), default);
    }

    [Benchmark]
    public Location Ring()
    {
        _next = (_next + 1) % Hot;
        return _ring!.Choose(_users[_next]);
    }
}
