using MailFront.Backends;
using MailFront.Backends.Opening;
using MailFront.Protocol;
using MailFront.TestKit.Time;
using Microsoft.Extensions.Logging;

namespace MailFront.UnitTests.Backends.Opening;

public sealed class FailureLogTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly Lines _lines = new();
    private readonly FailureLog _log;

    public FailureLogTests() => _log = new FailureLog(_lines, _time);

    [Fact]
    public void A_flood_of_failures_makes_one_line_in_ten_seconds()
    {
        for (var i = 0; i < 1000; i++)
        {
            Report("be1");
            _time.Advance(TimeSpan.FromMilliseconds(30));
        }

        Assert.Equal(
            [
                "backend be1 Imap: login of anna failed: Unreachable at Connect: down (session s1)",
                "backend be1 Imap: 334 logins failed in the last 10 s, the latest by Unreachable at Connect: down",
                "backend be1 Imap: 334 logins failed in the last 10 s, the latest by Unreachable at Connect: down",
            ],
            _lines.All);
    }

    [Fact]
    public void Each_backend_has_its_own_first_line()
    {
        Report("be1");
        Report("be2");
        Report("BE1");

        Assert.Equal(2, _lines.All.Count);
    }

    private void Report(string backend) =>
        _log.Report(
            new BackendFailure(backend, BackendFailureKind.Unreachable, BackendStep.Connect, "down"),
            new BackendLogin(MailProtocol.Imap, "anna", new ClientIdentity(null, null, "s1"), null));

    private sealed class Lines : ILogger
    {
        public List<string> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Add(formatter(state, exception));
    }
}
