using System.Collections.Concurrent;
using MailFront.Directory.Sqlite;
using Microsoft.Extensions.Logging;

namespace MailFront.Directory;

/// <summary>
/// The one thread of the server that reads the directory file, because SQLite blocks. Owns its connection; requests wait in a bounded queue.
/// A file that cannot be opened is tried again at the next request, at most once per retry interval.
/// </summary>
internal sealed class DirectoryReaderThread : IAsyncDisposable
{
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly TroubleLog _trouble;
    private readonly BlockingCollection<Request> _requests;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool _isDisposed;

    // The thread's own.
    private SqliteDirectory? _directory;
    private DateTime _birth;
    private long _dataVersion;
    private long _version;
    private long _failedAt;
    private bool _hasFailed;

    public DirectoryReaderThread(string path, int maxWaiting, TimeProvider time, ILogger logger)
    {
        _path = path;
        _time = time;
        _trouble = new TroubleLog(path, time, logger);
        _requests = new BlockingCollection<Request>(new ConcurrentQueue<Request>(), maxWaiting);
        new Thread(Run) { IsBackground = true, Name = "directory reader" }.Start();
    }

    private static TimeSpan RetryInterval => TimeSpan.FromSeconds(1);

    /// <summary>Reads one entry. Answers at once, unreadable, when the queue is full.</summary>
    public Task<ReadAnswer> FindAsync(string name) => Ask(name);

    /// <summary>Looks whether the file has changed, or is another one; the answer's version says it.</summary>
    public Task<ReadAnswer> PollAsync() => Ask(null);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        _requests.CompleteAdding();
        await _ended.Task;
        _requests.Dispose();
    }

    private Task<ReadAnswer> Ask(string? name)
    {
        var request = new Request(name);
        try
        {
            if (_requests.TryAdd(request))
            {
                return request.Answer.Task;
            }

            _trouble.QueueFull(_requests.BoundedCapacity);
        }
        catch (InvalidOperationException)
        {
            // Disposed: logins that are still on their way are told to come back later.
        }

        return Task.FromResult(ReadAnswer.Unreadable);
    }

    private void Run()
    {
        foreach (var request in _requests.GetConsumingEnumerable())
        {
            request.Answer.SetResult(Serve(request.Name));
        }

        _directory?.Dispose();
        _ended.SetResult();
    }

    private ReadAnswer Serve(string? name)
    {
        if (_directory is null && _hasFailed && _time.GetElapsedTime(_failedAt) < RetryInterval)
        {
            return ReadAnswer.Unreadable;
        }

        try
        {
            var directory = Current(isPoll: name is null);
            var answer = name is not null && directory.TryFind(name, out var entry)
                ? new ReadAnswer(true, entry, _version)
                : new ReadAnswer(true, null, _version);
            _trouble.Over();
            _hasFailed = false;
            return answer;
        }
        catch (Exception error)
        {
            // All of them: an exception that leaves a thread ends the process.
            _trouble.Report(error as DirectoryException ?? SqliteFaults.Of(DirectoryFault.Trouble, $"{_path}: {error.Message}", error));
            _directory?.Dispose();
            _directory = null;
            _hasFailed = true;
            _failedAt = _time.GetTimestamp();
            return ReadAnswer.Unreadable;
        }
    }

    private SqliteDirectory Current(bool isPoll)
    {
        // A restored or replaced file is another file under the same name: the birth time tells, the open descriptor would not.
        if (isPoll && _directory is not null && Birth() != _birth)
        {
            _directory.Dispose();
            _directory = null;
        }

        if (_directory is null)
        {
            _birth = Birth();
            _directory = SqliteDirectory.Open(_path);
            _dataVersion = _directory.ReadDataVersion();
            _version++;
        }
        else if (isPoll && _directory.ReadDataVersion() is var now && now != _dataVersion)
        {
            _dataVersion = now;
            _version++;
        }

        return _directory;
    }

    private DateTime Birth() => File.GetCreationTimeUtc(_path);

    private sealed class Request(string? name)
    {
        public string? Name { get; } = name;

        public TaskCompletionSource<ReadAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
