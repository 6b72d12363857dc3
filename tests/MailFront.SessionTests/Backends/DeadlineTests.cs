using MailFront.Backends;
using MailFront.TestKit.Backends;
using MailFront.Transport.Outbound;

namespace MailFront.SessionTests.Backends;

public sealed class DeadlineTests : IDisposable
{
    private readonly BackendBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_deadline_counts_from_the_start_of_the_connect()
    {
        var backend = new ScriptedBackend("-- hang");
        _bench.Dialer.Add(backend);
        _bench.Dialer.Gate = new TaskCompletionSource();
        var opening = _bench.Connector.OpenAsync(BackendBench.Cyrus, BackendBench.Imap(), CancellationToken.None).AsTask();
        _bench.Time.Advance(TimeSpan.FromSeconds(6));
        _bench.Dialer.Gate.SetResult();
        await backend.WhenHanging;
        await _bench.Dialer.Ends[0].WhenReaderIsWaiting;

        _bench.Time.Advance(TimeSpan.FromSeconds(4.5));
        var outcome = await opening;

        Assert.Equal((BackendFailureKind.TimedOut, BackendStep.Greeting), (outcome.Failure?.Kind, outcome.Failure?.Step));
        Assert.Equal("no answer within 10 s", outcome.Failure?.Detail);
    }

    [Fact]
    public async Task A_login_within_the_deadline_leaves_nothing_on_the_wheel()
    {
        var outcome = await _bench.OpenAsync(BackendBench.Cyrus, BackendBench.Imap(), """
            S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready
            C~ A01 AUTHENTICATE PLAIN .*
            S: A01 OK [CAPABILITY IMAP4rev1] done
            """);

        _bench.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
        Assert.Equal(0, _bench.Wheel.Count);
        Assert.False(_bench.Dialer.Ends[0].IsClosed);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_opening_and_the_connection()
    {
        var backend = new ScriptedBackend("-- hang");
        _bench.Dialer.Add(backend);
        using var clientLeft = new CancellationTokenSource();
        var opening = _bench.Connector.OpenAsync(BackendBench.Cyrus, BackendBench.Imap(), clientLeft.Token).AsTask();
        await backend.WhenHanging;

        await clientLeft.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        Assert.True(_bench.Dialer.Ends[0].IsAborted);
        Assert.Equal(0, _bench.Wheel.Count);
        Assert.Empty(_bench.Log.Lines);
    }

    [Theory]
    [InlineData(ConnectStatus.NameNotFound, BackendFailureKind.Unreachable, BackendStep.Resolve)]
    [InlineData(ConnectStatus.NameServiceFailed, BackendFailureKind.Unreachable, BackendStep.Resolve)]
    [InlineData(ConnectStatus.Refused, BackendFailureKind.Unreachable, BackendStep.Connect)]
    [InlineData(ConnectStatus.Unreachable, BackendFailureKind.Unreachable, BackendStep.Connect)]
    [InlineData(ConnectStatus.TimedOut, BackendFailureKind.TimedOut, BackendStep.Connect)]
    [InlineData(ConnectStatus.NoLocalPorts, BackendFailureKind.OutOfPorts, BackendStep.Connect)]
    [InlineData(ConnectStatus.NoDescriptors, BackendFailureKind.Unreachable, BackendStep.Connect)]
    public async Task A_failed_connect_is_typed(ConnectStatus status, BackendFailureKind kind, BackendStep step)
    {
        _bench.Dialer.WithoutBackend = new ConnectOutcome(status, Detail: "192.0.2.7:143: why");

        var outcome = await _bench.Connector.OpenAsync(BackendBench.Cyrus, BackendBench.Imap(), CancellationToken.None);

        Assert.Equal((kind, step, "192.0.2.7:143: why"), (outcome.Failure!.Kind, outcome.Failure.Step, outcome.Failure.Detail));
    }
}
