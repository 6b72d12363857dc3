namespace MailFront.Protocol.Imap;

/// <summary>
/// Finds line ends between literals and remembers how far it looked, so that no byte is searched twice however the input
/// is split. Mutable: owned by one framer.
/// </summary>
internal struct ImapPieceScanner
{
    private int _pieceStart;
    private int _searched;

    /// <summary>Where the present line piece begins: behind the last literal.</summary>
    public readonly int PieceStart => _pieceStart;

    /// <summary>
    /// Looks for the end of the current line piece. <see cref="ImapFrameStatus.Complete"/> gives in <paramref name="end"/> the
    /// offset behind the line feed; the limit met first decides between the other answers, whatever the split.
    /// </summary>
    public ImapFrameStatus FindLineEnd(ReadOnlySpan<byte> unread, ImapLimits limits, out int end)
    {
        end = 0;
        if (_searched > unread.Length)
        {
            return ImapFrameStatus.NeedMore;
        }

        int lineLimit = _pieceStart + Math.Min(limits.MaxLineBytes, limits.MaxCommandBytes);
        int limit = Math.Min(lineLimit, limits.MaxCommandBytes);
        ReadOnlySpan<byte> allowed = unread[..Math.Min(unread.Length, limit)];
        int lineFeed = allowed[_searched..].IndexOf((byte)'\n');
        if (lineFeed >= 0)
        {
            end = _searched + lineFeed + 1;
            return ImapFrameStatus.Complete;
        }

        _searched = allowed.Length;
        if (allowed.Length < limit)
        {
            return ImapFrameStatus.NeedMore;
        }

        return lineLimit <= limits.MaxCommandBytes ? ImapFrameStatus.LineTooLong : ImapFrameStatus.CommandTooBig;
    }

    /// <summary>The piece that ends at <paramref name="end"/>, without its line end.</summary>
    public readonly ReadOnlySpan<byte> Piece(ReadOnlySpan<byte> unread, int end)
    {
        ReadOnlySpan<byte> piece = unread[_pieceStart..end];
        return piece[..^ImapBytes.LineEndLength(piece)];
    }

    /// <summary>Goes on behind a literal of <paramref name="size"/> octets announced in the line that ended at <paramref name="end"/>.</summary>
    public void SkipLiteral(int end, int size)
    {
        _pieceStart = end + size;
        _searched = _pieceStart;
    }
}
