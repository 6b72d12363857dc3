using MailFront.Transport.Outbound;
using Microsoft.Extensions.Logging;

namespace MailFront.Authentication.Checkers.DovecotAuth;

/// <summary>
/// The one connection to an auth socket: opened when it is first needed, again when it was lost, and not more often than the server can bear when it
/// does not answer. Everybody who needs it waits for the same attempt. Thread-safe.
/// </summary>
internal sealed class DovecotAuthLink(string path, OutboundConnector connector, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task<DovecotAuthConnection?>? _opening;
    private DovecotAuthConnection? _current;
    private string? _problem;
    private long _failedAt;
    private TimeSpan _pause;

    /// <summary>Why there was no connection the last time.</summary>
    public string? Problem => Volatile.Read(ref _problem);

    /// <summary>The connection, or null when there is none now (<see cref="Problem"/>).</summary>
    public async ValueTask<DovecotAuthConnection?> FindAsync(CancellationToken cancellationToken)
    {
        Task<DovecotAuthConnection?> opening;
        lock (_lock)
        {
            if (_opening is null or { IsCompleted: true })
            {
                if (_current is { IsOpen: true } open)
                {
                    return open;
                }

                if (_stopping.IsCancellationRequested || (_pause > TimeSpan.Zero && time.GetElapsedTime(_failedAt) < _pause))
                {
                    return null;
                }

                _opening = OpenAsync(_current);
            }

            opening = _opening;
        }

        return await opening.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Task<DovecotAuthConnection?>? opening;
        lock (_lock)
        {
            opening = _opening;
        }

        if (opening is not null)
        {
            // Ends by the cancelling; how does not matter any more.
            await Task.WhenAny(opening);
        }

        if (_current is not null)
        {
            await _current.DisposeAsync();
        }

        _stopping.Dispose();
    }

    private async Task<DovecotAuthConnection?> OpenAsync(DovecotAuthConnection? old)
    {
        if (old is not null)
        {
            Log.DovecotAuthLost(logger, path);
            await old.DisposeAsync();
        }

        (DovecotAuthConnection? connection, string? problem) = await DovecotAuthOpening.OpenAsync(path, connector, time, _stopping.Token);
        lock (_lock)
        {
            _current = connection;
            Volatile.Write(ref _problem, problem);
            _failedAt = time.GetTimestamp();
            _pause = connection is not null ? TimeSpan.Zero
                : _pause == TimeSpan.Zero ? _firstPause
                : _pause < _longestPause / 2 ? _pause * 2 : _longestPause;
        }

        if (connection is null)
        {
            Log.DovecotAuthUnreachable(logger, path, problem);
        }
        else
        {
            Log.DovecotAuthConnected(logger, path);
        }

        return connection;
    }
}
