namespace MailFront.Protocol.Pop3;

/// <summary>
/// Finds line ends (CRLF, or a bare LF as Cyrus accepts) in either direction, searching no byte twice.
/// One instance for each connection; not thread-safe.
/// </summary>
public sealed class Pop3LineFramer
{
    private readonly Pop3Limits _limits;
    private int _searched;

    /// <summary>Starts at a line boundary.</summary>
    public Pop3LineFramer(Pop3Limits limits) => _limits = limits;

    /// <summary>
    /// Looks at the unread bytes, which start with the line and only grow until the answer is not
    /// <see cref="Pop3FrameStatus.NeedMore"/>; then the framer has reset itself.
    /// </summary>
    public Pop3Frame Scan(ReadOnlySpan<byte> unread)
    {
        ReadOnlySpan<byte> allowed = unread[..Math.Min(unread.Length, _limits.MaxLineBytes)];
        int lineFeed = allowed[_searched..].IndexOf((byte)'\n');
        if (lineFeed >= 0)
        {
            int length = _searched + lineFeed + 1;
            _searched = 0;
            return new Pop3Frame(Pop3FrameStatus.Complete, length);
        }

        if (allowed.Length == _limits.MaxLineBytes)
        {
            _searched = 0;
            return new Pop3Frame(Pop3FrameStatus.TooLong, 0);
        }

        _searched = allowed.Length;
        return default;
    }

    /// <summary>Forgets a half-scanned line.</summary>
    public void Reset() => _searched = 0;
}
