namespace MailFront.Protocol.Imap;

/// <summary>
/// Finds where a client's command ends, literals included, without understanding it: garbage keeps its boundaries too.
/// Never lets the unread bytes of one command grow to <see cref="ImapLimits.MaxCommandBytes"/> without an answer other than
/// <see cref="ImapFrameStatus.NeedMore"/>. One instance for each connection; not thread-safe.
/// </summary>
public sealed class ImapCommandFramer
{
    private readonly ImapLimits _limits;
    private ImapPieceScanner _scanner;
    private int _literals;

    /// <summary>Starts at a command boundary.</summary>
    public ImapCommandFramer(ImapLimits limits) => _limits = limits;

    /// <summary>Where the last literal announced in the present command ends, counted from the command's first byte; 0 when there was none.</summary>
    public int AnnouncedEnd => _scanner.PieceStart;

    /// <summary>
    /// Looks at the unread bytes, which start with the command and only ever grow until an answer other than
    /// <see cref="ImapFrameStatus.NeedMore"/> and <see cref="ImapFrameStatus.NeedContinuation"/>;
    /// after such an answer the framer has reset itself and the caller consumes the frame's length.
    /// </summary>
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

            ImapLiteral literal = ImapLiteral.AtEndOf(_scanner.Piece(unread, end));
            switch (literal.Kind)
            {
                case ImapLiteralKind.None:
                    return End(ImapFrameStatus.Complete, end);
                case ImapLiteralKind.Malformed:
                    return End(ImapFrameStatus.BadLiteral, end);
            }

            ImapFrameStatus verdict = Judge(literal, end);
            if (verdict != ImapFrameStatus.Complete)
            {
                return End(verdict, verdict == ImapFrameStatus.CommandTooBig ? 0 : end);
            }

            _scanner.SkipLiteral(end, (int)literal.Size);
            if (literal.Kind == ImapLiteralKind.Synchronising)
            {
                return new ImapFrame(ImapFrameStatus.NeedContinuation, 0);
            }
        }
    }

    /// <summary>
    /// Frames one bare line, in which braces mean nothing: the client's answer to an AUTHENTICATE challenge (RFC 3501 §6.2.2).
    /// Gives NeedMore, Complete or LineTooLong.
    /// </summary>
    public ImapFrame ScanLine(ReadOnlySpan<byte> unread)
    {
        ImapFrameStatus line = _scanner.FindLineEnd(unread, _limits, out int end);
        return line switch
        {
            ImapFrameStatus.NeedMore => default,
            ImapFrameStatus.Complete => End(line, end),
            _ => End(line, 0),
        };
    }

    /// <summary>Forgets a half-scanned command: the next bytes start a new one.</summary>
    public void Reset()
    {
        _scanner = default;
        _literals = 0;
    }

    /// <summary>Complete when the literal may be read.</summary>
    private ImapFrameStatus Judge(ImapLiteral literal, int end)
    {
        _literals++;
        bool isSynchronising = literal.Kind == ImapLiteralKind.Synchronising;
        if (literal.Size > _limits.MaxLiteralBytes)
        {
            return isSynchronising ? ImapFrameStatus.LiteralTooBig : ImapFrameStatus.NonSyncLiteralTooBig;
        }

        // At least a line feed has to fit behind the literal.
        if (_literals > _limits.MaxArguments || end + literal.Size + 1 > _limits.MaxCommandBytes)
        {
            return isSynchronising ? ImapFrameStatus.LiteralTooBig : ImapFrameStatus.CommandTooBig;
        }

        return ImapFrameStatus.Complete;
    }

    private ImapFrame End(ImapFrameStatus status, int length)
    {
        Reset();
        return new ImapFrame(status, length);
    }
}
