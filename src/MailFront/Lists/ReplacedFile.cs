namespace MailFront.Lists;

/// <summary>Writes a file whole: readers and a crash find the old content or the new, never half of one.</summary>
internal static class ReplacedFile
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    /// <summary>Replaces the content of <paramref name="path"/>. Throws what the file system does.</summary>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var beside = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Mode;
        }

        await using (var stream = new FileStream(beside, options))
        await using (var writer = new StreamWriter(stream))
        {
            await writer.WriteAsync(text.AsMemory(), cancellationToken);
            await writer.FlushAsync(cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Whether <paramref name="exception"/> is the file system's no.</summary>
    public static bool IsRefusal(Exception exception) => exception is IOException or UnauthorizedAccessException or NotSupportedException;
}
