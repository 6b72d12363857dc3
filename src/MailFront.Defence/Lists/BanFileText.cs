using System.Globalization;
using System.Net;
using System.Text;

namespace MailFront.Defence.Lists;

/// <summary>
/// The file that keeps bans over a restart: a line for each with its end (seconds of Unix time), its duration in seconds, its target and its
/// reason, between tabs. The duration bounds what is left of a ban when the wall clock was set back meanwhile.
/// </summary>
public static class BanFileText
{
    private const string Header = "# Bans of MailFront, written by the server itself: end (Unix time), seconds, target, reason.\n";
    private const char Separator = '\t';
    private const int Fields = 4;

    /// <summary>Longest file that is read, in characters: far above <see cref="BanTable.Capacity"/> lines of the longest kind.</summary>
    public const int LongestText = 64 * 1024 * 1024;

    /// <summary>The text for <paramref name="bans"/>.</summary>
    /// <param name="bans">Bans in force.</param>
    /// <param name="now">The clock of the bans.</param>
    /// <param name="wallNow">The same moment on the wall, since 1970.</param>
    public static string Write(IEnumerable<Ban> bans, TimeSpan now, TimeSpan wallNow)
    {
        var text = new StringBuilder(Header);
        foreach (var ban in bans)
        {
            var end = (long)(wallNow + (ban.Until - now)).TotalSeconds;
            text.Append(CultureInfo.InvariantCulture, $"{end}\t{(long)ban.Duration.TotalSeconds}\t{ban.Target}\t{ban.Reason}\n");
        }

        return text.ToString();
    }

    /// <summary>The bans in <paramref name="text"/> that are not over; lines that are none are counted in <paramref name="skipped"/>.</summary>
    public static IReadOnlyList<Ban> Read(string text, TimeSpan now, TimeSpan wallNow, out int skipped)
    {
        var bans = new List<Ban>();
        skipped = 0;
        foreach (var line in text.Split('\n'))
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (!TryReadLine(line, now, wallNow, out var ban))
            {
                skipped++;
            }
            else if (ban.Until > now)
            {
                bans.Add(ban);
            }
        }

        return bans;
    }

    private static bool TryReadLine(string line, TimeSpan now, TimeSpan wallNow, out Ban ban)
    {
        ban = null!;
        var fields = line.Split(Separator, Fields);
        if (fields.Length < Fields
            || !long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            || !int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds < BanLimits.Shortest.TotalSeconds
            || !TryReadTarget(fields[2], out var target))
        {
            return false;
        }

        // Only the lesser of the two is believed: a clock that was set back, or a file from the future, makes no ban longer than it was.
        var duration = Math.Min(seconds, (long)BanLimits.Longest.TotalSeconds);
        var left = Math.Clamp(end - (long)wallNow.TotalSeconds, 0, duration);
        ban = new Ban(target, now + TimeSpan.FromSeconds(left), TimeSpan.FromSeconds(duration), Ban.Clean(fields[3]));
        return true;
    }

    private static bool TryReadTarget(string text, out BanTarget target)
    {
        target = default;
        if (text.StartsWith(BanTarget.UserMark, StringComparison.Ordinal))
        {
            target = BanTarget.OfUser(text[BanTarget.UserMark.Length..]);
            return text.Length > BanTarget.UserMark.Length;
        }

        if (IPAddress.TryParse(text, out var address))
        {
            target = BanTarget.Of(NetworkPrefix.Of(address));
            return true;
        }

        if (IPNetwork.TryParse(text, out var network) && !BanLimits.IsTooWide(NetworkPrefix.Of(network)))
        {
            target = BanTarget.Of(NetworkPrefix.Of(network));
            return true;
        }

        return false;
    }
}
