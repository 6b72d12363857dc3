using System.Text;

namespace MailFront.Logging;

/// <summary>Writes lines to standard error or to a file that is opened anew on request.</summary>
internal sealed class StreamTarget : ILogTarget
{
    private readonly string _name;
    private readonly Func<Stream> _open;
    private readonly Func<Stream> _fallback;
    private StreamWriter _writer;

    /// <param name="name">What is opened, for the complaint when that fails.</param>
    /// <param name="open">Opens the stream, at first and again on <see cref="Reopen"/>.</param>
    /// <param name="fallback">Opens the stream that takes the complaint and the lines when <paramref name="open"/> fails.</param>
    public StreamTarget(string name, Func<Stream> open, Func<Stream> fallback)
    {
        _name = name;
        _open = open;
        _fallback = fallback;
        _writer = Open();
    }

    /// <summary>Standard error.</summary>
    public static StreamTarget StandardError() => new("standard error", Console.OpenStandardError, Console.OpenStandardError);

    /// <summary>A file that is appended to and created when missing; standard error while it cannot be opened.</summary>
    public static StreamTarget File(string path) => File(path, Console.OpenStandardError);

    /// <summary>A file, with <paramref name="fallback"/> in place of standard error.</summary>
    internal static StreamTarget File(string path, Func<Stream> fallback) =>
        new(path, () => new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete), fallback);

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
        try
        {
            return Writer(_open());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var writer = Writer(_fallback());
            Guard(() =>
            {
                writer.WriteLine($"{LineFormat.ProcessIdent}: cannot open log {_name}: {e.Message}; logging to standard error");
                writer.Flush();
            });
            return writer;
        }
    }

    private static StreamWriter Writer(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16_384) { NewLine = "\n" };
}
