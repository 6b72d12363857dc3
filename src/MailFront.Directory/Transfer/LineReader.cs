using System.Text;

namespace MailFront.Directory.Transfer;

/// <summary>Lines of a UTF-8 stream, ended by LF or CRLF, the last one also by the end.</summary>
internal sealed class LineReader(ByteWindow window)
{
    private static UTF8Encoding Strict { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Number of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Why the line read last is not usable; null when it is.</summary>
    public string? Problem { get; private set; }

    /// <summary>The next line, without its end; empty when there is a <see cref="Problem"/>. False at the end.</summary>
    public bool TryRead(out string line)
    {
        line = string.Empty;
        Problem = null;
        var seen = 0;
        while (true)
        {
            var end = window.Unread[seen..].IndexOf((byte)'\n');
            if (end >= 0)
            {
                Take(window.Unread[..(seen + end)], ref line);
                window.Consume(seen + end + 1);
                return true;
            }

            seen = window.Unread.Length;
            if (window.Fill())
            {
                continue;
            }

            if (!window.IsAtEnd)
            {
                SkipLongLine();
                return true;
            }

            if (seen == 0)
            {
                return false;
            }

            Take(window.Unread, ref line);
            window.Consume(seen);
            return true;
        }
    }

    private void Take(ReadOnlySpan<byte> bytes, ref string line)
    {
        Number++;
        try
        {
            line = Strict.GetString(bytes.EndsWith("\r"u8) ? bytes[..^1] : bytes);
        }
        catch (DecoderFallbackException)
        {
            Problem = "not UTF-8";
        }
    }

    private void SkipLongLine()
    {
        Number++;
        Problem = $"longer than {ByteWindow.MaxBytes} bytes";
        do
        {
            var end = window.Unread.IndexOf((byte)'\n');
            window.Consume(end < 0 ? window.Unread.Length : end + 1);
            if (end >= 0)
            {
                return;
            }
        }
        while (window.Fill());
    }
}
