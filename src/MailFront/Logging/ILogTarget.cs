namespace MailFront.Logging;

/// <summary>Where finished log lines go. Called from one thread only; may block, since only that thread waits.</summary>
internal interface ILogTarget : IDisposable
{
    /// <summary>Writes one line, given without line end.</summary>
    void Write(LogLine line);

    /// <summary>Pushes what is buffered; called when the queue runs empty and at intervals while it does not.</summary>
    void Flush();

    /// <summary>Opens the destination anew (log rotation; syslog restart).</summary>
    void Reopen();
}
