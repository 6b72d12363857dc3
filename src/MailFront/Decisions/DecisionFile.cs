namespace MailFront.Decisions;

/// <summary>The file of a decision log: appended to, made when missing, for its owner alone. Each trouble is a value; the next write tries again.</summary>
internal sealed class DecisionFile : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;
    private FileStream? _file;

    // A write that failed may have left half a line behind.
    private bool _isTorn;

    /// <summary>Opens nothing yet.</summary>
    public DecisionFile(string path) => _path = path;

    /// <summary>Makes sure that the file is open. <paramref name="isNew"/>: it was not before, and wants a head.</summary>
    public bool TryOpen(out bool isNew, out string? why)
    {
        why = null;
        isNew = _file is null;
        if (!isNew)
        {
            return true;
        }

        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.Append,
                Access = FileAccess.Write,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            _file = new FileStream(_path, options);

            // Whoever wrote it before may have died in the middle of a line.
            _isTorn = _file.Position > 0;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            why = e.Message;
            return false;
        }
    }

    /// <summary>Writes whole lines; false when they are lost, at least in part.</summary>
    public bool TryWrite(ReadOnlySpan<byte> lines, out string? why)
    {
        why = null;
        try
        {
            if (_isTorn)
            {
                _file!.Write("\n"u8);
                _isTorn = false;
            }

            _file!.Write(lines);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            _isTorn = true;
            why = e.Message;
            return false;
        }
    }

    /// <summary>Closes the file; the next <see cref="TryOpen"/> opens what the path names then.</summary>
    public void Close()
    {
        try
        {
            _file?.Dispose();
        }
        catch (IOException)
        {
            // What the kernel could not write is lost; nothing is buffered here.
        }

        _file = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Close();
}
