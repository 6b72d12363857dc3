using Microsoft.Extensions.Logging;

namespace MailFront.UnitTests.Directory;

/// <summary>Keeps the lines a logger was given.</summary>
internal sealed class LogLines<T> : ILogger<T>
{
    private readonly List<(int Id, string Text)> _lines = [];

    public List<(int Id, string Text)> All
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
        {
            _lines.Add((eventId.Id, formatter(state, exception)));
        }
    }
}
