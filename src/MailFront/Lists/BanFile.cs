using MailFront.Defence.Lists;
using Microsoft.Extensions.Logging;

namespace MailFront.Lists;

/// <summary>Keeps the bans in <c>{configdirectory}/mailfront.bans</c> over a restart. Used by one task at a time.</summary>
internal sealed class BanFile(string path, BanTable bans, TimeProvider time, ILogger logger)
{
    // A clock that was set is worth a new file: the ends in the old one are wrong by as much.
    private static readonly TimeSpan _clockStep = TimeSpan.FromSeconds(10);

    private long _saved;
    private TimeSpan _savedOffset;
    private bool _isTroubled;

    private TimeSpan WallNow => time.GetUtcNow() - DateTimeOffset.UnixEpoch;

    // Wall clock minus the clock that only moves forward.
    private TimeSpan Offset => WallNow - time.GetElapsedTime(0);

    /// <summary>Takes over what the process before has left.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetElapsedTime(0);
        try
        {
            if (File.Exists(path) && new FileInfo(path).Length <= BanFileText.LongestText)
            {
                var read = BanFileText.Read(await File.ReadAllTextAsync(path, cancellationToken), now, WallNow, out var skipped);
                foreach (var ban in read)
                {
                    bans.Add(ban, now);
                }

                Report(read.Count, skipped);
            }
        }
        catch (Exception e) when (ReplacedFile.IsRefusal(e))
        {
            Log.BansUnreadable(logger, path, e.Message);
        }

        _saved = bans.Changes;
        _savedOffset = Offset;
    }

    /// <summary>Writes the file if anything has changed since it was written.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        var changes = bans.Changes;
        var offset = Offset;
        var isClockSet = (offset - _savedOffset).Duration() > _clockStep && bans.Networks + bans.Users > 0;
        if (changes == _saved && !isClockSet)
        {
            return;
        }

        try
        {
            var now = time.GetElapsedTime(0);
            await ReplacedFile.WriteAsync(path, BanFileText.Write(bans.List(now), now, WallNow), cancellationToken);
            (_saved, _savedOffset, _isTroubled) = (changes, offset, false);
        }
        catch (Exception e) when (ReplacedFile.IsRefusal(e))
        {
            if (!_isTroubled)
            {
                Log.BansNotKept(logger, path, e.Message);
            }

            _isTroubled = true;
        }
    }

    private void Report(int count, int skipped)
    {
        if (count > 0)
        {
            Log.BansLoaded(logger, count, path);
        }

        if (skipped > 0)
        {
            Log.BanLinesSkipped(logger, skipped, path);
        }
    }
}
