namespace MailFront.Protocol.DovecotAuth;

/// <summary>Finds the lines of Dovecot's auth process. Not thread-safe.</summary>
public sealed class DovecotAuthFramer
{
    /// <summary>Longest line, in octets, line end included: passdbs may add fields of their own to an answer (protocol 1.3: 16384).</summary>
    public const int MaxLineBytes = 16 * 1024;

    private int _scanned;

    /// <summary>
    /// Looks for the end of the line that <paramref name="unread"/> starts with, which holds what it held at the last call and more. Positive: the line's
    /// length, line end included. 0: not there yet. Negative: longer than <see cref="MaxLineBytes"/>.
    /// </summary>
    public int Scan(ReadOnlySpan<byte> unread)
    {
        int at = unread[_scanned..].IndexOf((byte)'\n');
        int length = at < 0 ? 0 : _scanned + at + 1;
        _scanned = length > 0 ? 0 : unread.Length;
        return length > MaxLineBytes || (length == 0 && unread.Length >= MaxLineBytes) ? -1 : length;
    }
}
