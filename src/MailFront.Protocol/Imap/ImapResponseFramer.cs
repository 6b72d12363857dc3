namespace MailFront.Protocol.Imap;

/// <summary>
/// Finds where a backend's response ends during its login phase. Gives NeedMore, Complete, LineTooLong, LiteralTooBig,
/// CommandTooBig or BadLiteral; all but the first two mean that the backend is not to be trusted further. Not thread-safe.
/// </summary>
public sealed class ImapResponseFramer
{
    private readonly ImapLimits _limits;
    private ImapPieceScanner _scanner;
    private int _literals;

    /// <summary>Starts at a response boundary; <see cref="ImapLimits.BackendLogin"/> is meant for it.</summary>
    public ImapResponseFramer(ImapLimits limits) => _limits = limits;

    /// <summary>As <see cref="ImapCommandFramer.Scan"/>, for the other direction: literals follow without a continuation.</summary>
    public ImapFrame Scan(ReadOnlySpan<byte> unread)
    {
        while (true)
        {
            ImapFrameStatus line = _scanner.FindLineEnd(unread, _limits, out int end);
            if (line == ImapFrameStatus.NeedMore)
            {
                return default;
            }

            if (line != ImapFrameStatus.Complete)
            {
                return End(line, 0);
            }

            // Text for people may end in anything: only data responses have literals (RFC 3501 §9, resp-text).
            ImapLiteral literal = ImapResponseLine.MayHoldLiterals(unread) ? ImapLiteral.AtEndOf(_scanner.Piece(unread, end)) : default;
            switch (literal.Kind)
            {
                case ImapLiteralKind.None:
                    return End(ImapFrameStatus.Complete, end);
                case ImapLiteralKind.Malformed:
                    return End(ImapFrameStatus.BadLiteral, end);
            }

            _literals++;
            if (literal.Size > _limits.MaxLiteralBytes)
            {
                return End(ImapFrameStatus.LiteralTooBig, end);
            }

            if (_literals > _limits.MaxArguments || end + literal.Size + 1 > _limits.MaxCommandBytes)
            {
                return End(ImapFrameStatus.CommandTooBig, 0);
            }

            _scanner.SkipLiteral(end, (int)literal.Size);
        }
    }

    /// <summary>Forgets a half-scanned response.</summary>
    public void Reset()
    {
        _scanner = default;
        _literals = 0;
    }

    private ImapFrame End(ImapFrameStatus status, int length)
    {
        Reset();
        return new ImapFrame(status, length);
    }
}
