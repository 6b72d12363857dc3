namespace MailFront.Directory.Transfer;

/// <summary>The unread part of a stream: grows while a line or an object does not fit, up to a limit, so a file never has to fit in memory.</summary>
internal sealed class ByteWindow(Stream stream)
{
    /// <summary>Longest line or JSON object, in bytes. Cyrus reads dump lines into 16384; JSON carries a name history.</summary>
    public const int MaxBytes = 1 << 20;

    private const int FirstBytes = 1 << 16;
    private byte[] _buffer = new byte[FirstBytes];
    private int _start;
    private int _end;

    public ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    public bool IsAtEnd { get; private set; }

    public bool IsFull => _end - _start >= MaxBytes;

    public void Consume(int count) => _start += count;

    /// <summary>Reads more behind what is unread. False at the end of the stream or when the limit is reached.</summary>
    public bool Fill()
    {
        if (IsAtEnd || IsFull)
        {
            return false;
        }

        if (_start > 0)
        {
            Unread.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        IsAtEnd = read == 0;
        return read > 0;
    }

    /// <summary>Drops the mark some editors put before UTF-8, then blanks. False when nothing is left.</summary>
    public bool SkipToText(out byte first)
    {
        const int MarkBytes = 3;
        while (Unread.Length < MarkBytes && Fill())
        {
        }

        if (Unread.StartsWith("\uFEFF"u8))
        {
            Consume(MarkBytes);
        }

        first = 0;
        for (var i = 0; ; i++)
        {
            if (i == Unread.Length && !Fill())
            {
                return false;
            }

            if (Unread[i] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                first = Unread[i];
                return true;
            }
        }
    }
}
