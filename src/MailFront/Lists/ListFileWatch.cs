using MailFront.Composition;
using MailFront.Configuration;
using MailFront.Configuration.Lists;
using Microsoft.Extensions.Logging;

namespace MailFront.Lists;

/// <summary>
/// One list file: read again when it has changed and then been left alone for a look, so that half a file is not taken for a whole one. One that
/// is missing or broken leaves the list read before in force. Used by one task at a time.
/// </summary>
internal sealed class ListFileWatch(string option, ILogger logger)
{
    private readonly DiskConfigurationSource _source = new();
    private string? _path;
    private (long Length, DateTime Written)? _seen;
    private (long Length, DateTime Written)? _read;

    /// <summary>What is in force.</summary>
    public ListFile? Current { get; private set; }

    /// <summary>Takes over what the configuration has read.</summary>
    public void Replace(ListFile? file)
    {
        Current = file;
        _path = file?.Path;
        _seen = null;
        _read = null;
    }

    /// <summary>Looks at the file; true when there is a new list.</summary>
    public bool Look()
    {
        if (_path is not { } path)
        {
            return false;
        }

        var stamp = StampOf(path);
        var isSettled = stamp == _seen;
        _seen = stamp;
        if (!isSettled || stamp == _read)
        {
            return false;
        }

        _read = stamp;
        return TryRead(path, stamp.Length);
    }

    private bool TryRead(string path, long length)
    {
        // Of size 0 is a FIFO too, and opening one would hold the thread until somebody writes.
        var content = length == 0 ? string.Empty : length > ListFileParser.LongestFile ? null : _source.Read(path);
        if (length < 0 || content is not { } text)
        {
            Log.ListKept(logger, option, path, length > ListFileParser.LongestFile ? "too long" : "missing or unreadable");
            return false;
        }

        var reading = ListFileParser.Parse(option, path, text);
        if (reading.File is not { } file)
        {
            Log.ListKept(logger, option, path, reading.Findings.First(finding => finding.Severity == DiagnosticSeverity.Error).ToString());
            return false;
        }

        Current = file;
        Log.ListRead(logger, option, file.Networks.Count, file.Users.Count, path);
        return true;
    }

    private static (long Length, DateTime Written) StampOf(string path)
    {
        try
        {
            var file = new FileInfo(path);
            file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return file.Exists ? (file.Length, file.LastWriteTimeUtc) : (-1, default);
        }
        catch (Exception e) when (ReplacedFile.IsRefusal(e))
        {
            return (-1, default);
        }
    }
}
