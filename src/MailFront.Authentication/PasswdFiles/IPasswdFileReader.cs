namespace MailFront.Authentication.PasswdFiles;

/// <summary>Access to one passwd-file. Exceptions of the file system (<see cref="IOException"/>, <see cref="UnauthorizedAccessException"/>) pass through.</summary>
internal interface IPasswdFileReader
{
    /// <summary>Path, for the log.</summary>
    string Path { get; }

    /// <summary>The file's present state.</summary>
    FileStamp Stat();

    /// <summary>Reads the whole file.</summary>
    ValueTask<byte[]> ReadAsync(CancellationToken cancellationToken);
}
