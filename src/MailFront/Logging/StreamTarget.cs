using System.Text;

namespace MailFront.Logging;

/// <summary>Writes lines to standard error or to a file that is opened anew on request.</summary>
internal sealed class StreamTarget : ILogTarget
{
    private readonly Func<Stream> _open;
    private StreamWriter _writer;

    /// <param name="open">Opens the stream, at first and again on <see cref="Reopen"/>.</param>
    public StreamTarget(Func<Stream> open)
    {
        _open = open;
        _writer = Open();
    }

    /// <summary>Standard error.</summary>
    public static StreamTarget StandardError() => new(Console.OpenStandardError);

    /// <summary>A file that is appended to and created when missing.</summary>
    public static StreamTarget File(string path) => new(() => new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite));

    /// <inheritdoc/>
    public void Write(LogLine line) => Guard(() => _writer.WriteLine(line.Text));

    /// <inheritdoc/>
    public void Flush() => Guard(_writer.Flush);

    /// <inheritdoc/>
    public void Reopen()
    {
        Guard(_writer.Dispose);
        _writer = Open();
    }

    /// <inheritdoc/>
    public void Dispose() => Guard(_writer.Dispose);

    // A full disk or a closed pipe must not end the writing thread; the line is lost.
    private static void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            // There is nowhere left to say so.
        }
    }

    private StreamWriter Open()
    {
        Stream stream;
        try
        {
            stream = _open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            stream = Console.OpenStandardError();
        }

        return new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16_384) { NewLine = "\n" };
    }
}
