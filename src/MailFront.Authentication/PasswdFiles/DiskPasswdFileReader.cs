namespace MailFront.Authentication.PasswdFiles;

/// <summary>A passwd-file on disk.</summary>
internal sealed class DiskPasswdFileReader(string path) : IPasswdFileReader
{
    /// <inheritdoc/>
    public string Path => path;

    /// <inheritdoc/>
    public FileStamp Stat()
    {
        var file = new FileInfo(path);
        bool isOpenToOthers = !OperatingSystem.IsWindows() && (file.UnixFileMode & UnixFileMode.OtherRead) != 0;
        return new FileStamp(file.Length, file.LastWriteTimeUtc, isOpenToOthers);
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        // Of size 0 is a FIFO too, and opening one would hold the thread until somebody writes.
        return new FileInfo(path).Length == 0 ? [] : await File.ReadAllBytesAsync(path, cancellationToken);
    }
}
