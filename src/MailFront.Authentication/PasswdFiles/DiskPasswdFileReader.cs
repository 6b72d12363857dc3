namespace MailFront.Authentication.PasswdFiles;

/// <summary>A passwd-file on disk. What is no regular file is refused unopened: opening a FIFO waits for its writer, and a device may have no end.</summary>
internal sealed class DiskPasswdFileReader(string path) : IPasswdFileReader
{
    /// <inheritdoc/>
    public string Path => path;

    /// <inheritdoc/>
    public FileStamp Stat()
    {
        if (RegularFile.IsSomethingElse(path))
        {
            throw new NotRegularFileException();
        }

        // A link's own length and times say nothing of the file behind it.
        var file = new FileInfo(path);
        file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
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
