using Microsoft.Extensions.Logging;

namespace MailFront.Authentication.PasswdFiles;

/// <summary>
/// A passwd-file held in memory. It is looked at once a second, away from logins, and read again when it changed; a new state that is unreadable,
/// too big or without a single usable entry is reported and the old one stays in force.
/// </summary>
public sealed class PasswdFile : IAsyncDisposable
{
    /// <summary>Most entries of a file.</summary>
    public const int MaxEntries = 1_000_000;

    /// <summary>Most octets of a file: <see cref="MaxEntries"/> lines of the longest name and hash in use, roughly.</summary>
    public const long MaxOctets = 256L * 1024 * 1024;

    private static TimeSpan CheckPeriod { get; } = TimeSpan.FromSeconds(1);

    private readonly IPasswdFileReader _reader;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    // One look at the file at a time; guards _seen and _lastFailure.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private FileStamp? _seen;
    private string? _lastFailure;
    private PasswdFileContents? _contents;
    private ITimer? _timer;
    private Task _check = Task.CompletedTask;

    /// <summary>The file at <paramref name="path"/>, not yet read.</summary>
    public PasswdFile(string path, TimeProvider time, ILogger<PasswdFile> logger)
        : this(new DiskPasswdFileReader(path), time, logger)
    {
    }

    internal PasswdFile(IPasswdFileReader reader, TimeProvider time, ILogger<PasswdFile> logger)
    {
        _reader = reader;
        _time = time;
        _logger = logger;
    }

    /// <summary>Called after each time a new state of the file came into force, away from logins; must not throw.</summary>
    public Action? Changed { get; init; }

    /// <summary>Users in force; 0 before the first successful load.</summary>
    public int Count => Contents?.Count ?? 0;

    /// <summary>The state in force; null before the first successful load.</summary>
    internal PasswdFileContents? Contents => Volatile.Read(ref _contents);

    /// <summary>The latest periodic look, for tests to wait for.</summary>
    internal Task LastCheck => _check;

    /// <summary>Reads the file now and from then on looks for changes. False when nothing could be loaded; later looks go on trying.</summary>
    public async ValueTask<bool> StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(isForced: true, cancellationToken);
        _timer = _time.CreateTimer(_ => Check(), null, CheckPeriod, CheckPeriod);
        return Contents is not null;
    }

    /// <summary>Reads the file now, changed or not. False when the old state stays in force.</summary>
    public ValueTask<bool> ReloadAsync(CancellationToken cancellationToken) => RefreshAsync(isForced: true, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
        }

        await _stop.CancelAsync();
        await _check;
        _stop.Dispose();
        _turn.Dispose();
    }

    // The timer's callbacks do not overlap with a check that takes longer than its period.
    private void Check()
    {
        if (_check.IsCompleted)
        {
            _check = CheckAsync();
        }
    }

    private async Task CheckAsync()
    {
        try
        {
            await RefreshAsync(isForced: false, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed meanwhile: this task is the file's own, nobody else hears of its end.
        }
    }

    private async ValueTask<bool> RefreshAsync(bool isForced, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            FileStamp stamp = _reader.Stat();
            if (!isForced && stamp == _seen)
            {
                return true;
            }

            return await LoadAsync(stamp, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _seen = null;
            return Keep(failure switch
            {
                FileNotFoundException or DirectoryNotFoundException => "it is not there",
                NotRegularFileException => failure.Message,
                _ => failure.GetType().Name,
            });
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask<bool> LoadAsync(FileStamp stamp, CancellationToken cancellationToken)
    {
        _seen = stamp;
        if (stamp.Length > MaxOctets)
        {
            return Keep("it is larger than 256 MiB");
        }

        byte[] octets = await _reader.ReadAsync(cancellationToken);
        if (octets.Length != stamp.Length || _reader.Stat() != stamp)
        {
            // Being written: half a file must not lock out half the users. The next look reads it again.
            _seen = null;
            return Keep("it changed while it was read");
        }

        PasswdFileContents? contents = PasswdFileParser.Parse(octets, MaxEntries);
        if (contents is null)
        {
            return Keep("it has more than 1,000,000 entries");
        }

        Report(contents, stamp);
        if (contents.Typical.Hash is null && Contents is not null)
        {
            return Keep("it has not one usable entry");
        }

        Volatile.Write(ref _contents, contents);
        Changed?.Invoke();
        _lastFailure = null;
        Log.PasswdFileLoaded(_logger, _reader.Path, contents.Count);
        return true;
    }

    // Said once for each new reason, not each second.
    private bool Keep(string reason)
    {
        if (_lastFailure != reason)
        {
            _lastFailure = reason;
            Log.PasswdFileKept(_logger, _reader.Path, reason);
        }

        return false;
    }

    private void Report(PasswdFileContents contents, FileStamp stamp)
    {
        if (stamp.IsOpenToOthers)
        {
            Log.PasswdFileOpenToOthers(_logger, _reader.Path);
        }

        foreach (PasswdComplaint complaint in contents.Complaints)
        {
            Log.PasswdLineNotUsed(_logger, _reader.Path, complaint.Line, complaint.Reason);
        }

        if (contents.ComplaintCount > contents.Complaints.Count)
        {
            Log.PasswdLinesNotUsed(_logger, _reader.Path, contents.ComplaintCount - contents.Complaints.Count);
        }
    }
}
