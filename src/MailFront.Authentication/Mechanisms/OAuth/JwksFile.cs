using MailFront.Authentication.PasswdFiles;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace MailFront.Authentication.Mechanisms.OAuth;

/// <summary>
/// A JWKS file held in memory. It is looked at every few seconds, away from logins, and read again when it changed; a new state without a
/// usable key is reported and the old one stays in force.
/// </summary>
public sealed class JwksFile : IAsyncDisposable
{
    private static readonly TimeSpan _checkPeriod = TimeSpan.FromSeconds(5);

    private readonly DiskPasswdFileReader _reader;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private FileStamp? _seen;
    private string? _lastFailure;
    private IReadOnlyList<SecurityKey> _keys = [];
    private ITimer? _timer;
    private Task _check = Task.CompletedTask;
    private bool _isLooking;

    /// <summary>The file at <paramref name="path"/>, not yet read.</summary>
    public JwksFile(string path, TimeProvider time, ILogger<JwksFile> logger)
    {
        _reader = new DiskPasswdFileReader(path);
        _time = time;
        _logger = logger;
    }

    /// <summary>The keys in force; none before the first successful load.</summary>
    internal IReadOnlyList<SecurityKey> Keys => Volatile.Read(ref _keys);

    /// <summary>Reads the file now and from then on looks for changes. False when nothing could be loaded; later looks go on trying.</summary>
    public async ValueTask<bool> StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        _timer = _time.CreateTimer(_ => Check(), null, _checkPeriod, _checkPeriod);
        return Keys.Count > 0;
    }

    /// <summary>The latest periodic look, for tests to wait for.</summary>
    internal Task LastCheck => _check;

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
    }

    // The timer's callbacks do not overlap with a check that takes longer than its period. A disk that hangs holds the thread before there is a
    // task to ask, so a flag says it: each further look would hold one more.
    private void Check()
    {
        if (!Interlocked.Exchange(ref _isLooking, true))
        {
            _check = CheckAsync();
        }
    }

    private async Task CheckAsync()
    {
        try
        {
            await RefreshAsync(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed meanwhile: this task is the file's own, nobody else hears of its end.
        }
        finally
        {
            Volatile.Write(ref _isLooking, false);
        }
    }

    private async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            var stamp = _reader.Stat();
            if (stamp == _seen)
            {
                return;
            }

            _seen = stamp;
            if (stamp.Length > SigningKeys.MaxOctets)
            {
                Keep("it is larger than 1 MiB");
                return;
            }

            Take(SigningKeys.Read(System.Text.Encoding.UTF8.GetString(await _reader.ReadAsync(cancellationToken))));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _seen = null;
            Keep(failure.GetType().Name);
        }
    }

    private void Take(IReadOnlyList<SecurityKey>? keys)
    {
        if (keys is null or { Count: 0 })
        {
            Keep(keys is null ? "it is no JWKS" : "it has not one public signing key");
            return;
        }

        Volatile.Write(ref _keys, keys);
        _lastFailure = null;
        Log.JwksLoaded(_logger, _reader.Path, keys.Count);
    }

    // Said once for each new reason, not at each look.
    private void Keep(string reason)
    {
        if (_lastFailure != reason)
        {
            _lastFailure = reason;
            Log.JwksKept(_logger, _reader.Path, reason);
        }
    }
}
