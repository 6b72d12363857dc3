using MailFront.Backends;
using MailFront.TestKit.Backends;
using MailFront.Transport.Outbound;

namespace MailFront.SessionTests.Backends;

public sealed class FailFastTests : IDisposable
{
    private const string GoodLogin = """
        S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready
        C~ A01 AUTHENTICATE PLAIN .*
        S: A01 OK [CAPABILITY IMAP4rev1] done
        """;

    private readonly BackendBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_dead_backend_is_not_dialled_for_each_client()
    {
        await FailAsync(5);

        var outcome = await OpenAsync();

        Assert.Equal((BackendFailureKind.Unreachable, "not tried: 5 failures in a row for 0 s"), (outcome.Failure!.Kind, outcome.Failure.Detail));
        Assert.Equal(5, _bench.Dialer.Dialled.Count);
    }

    [Fact]
    public async Task One_login_at_a_time_finds_out_whether_it_is_back()
    {
        await FailAsync(5);
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        _bench.Dialer.Gate = new TaskCompletionSource();
        _bench.Dialer.Add(new ScriptedBackend(GoodLogin));

        var probing = OpenAsync();
        var other = await OpenAsync();
        _bench.Dialer.Gate.SetResult();
        var probed = await probing;

        Assert.Equal(BackendFailureKind.Unreachable, other.Failure?.Kind);
        Assert.True(probed.Succeeded, probed.Failure?.ToString());
        Assert.Equal(6, _bench.Dialer.Dialled.Count);
    }

    [Fact]
    public async Task A_backend_that_is_back_serves_everybody_at_once()
    {
        await FailAsync(5);
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        _bench.Dialer.Add(new ScriptedBackend(GoodLogin));
        _bench.Dialer.Add(new ScriptedBackend(GoodLogin));

        var first = await OpenAsync();
        var second = await OpenAsync();

        Assert.True(first.Succeeded && second.Succeeded);
        Assert.Equal("Warning 4004 backend be1 Imap answers again after 5 failures", _bench.Log.Lines[^1]);
    }

    [Fact]
    public async Task The_log_has_the_first_failure_at_once_and_then_counts()
    {
        await FailAsync(5);
        _bench.Time.Advance(TimeSpan.FromSeconds(11));

        await OpenAsync();

        Assert.Equal(
            [
                "Warning 4001 backend be1 Imap: login of user0025 failed: Unreachable at Connect: 192.0.2.7:143: connection refused (session s1234)",
                "Warning 4003 backend be1 Imap counts as down: logins fail at once until it answers again",
                "Warning 4002 backend be1 Imap: 5 logins failed in the last 11 s, the latest by Unreachable at Connect: 192.0.2.7:143: connection refused",
            ],
            _bench.Log.Lines);
    }

    [Fact]
    public async Task A_client_that_leaves_during_the_probe_lets_the_next_one_try()
    {
        await FailAsync(5);
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        _bench.Dialer.Gate = new TaskCompletionSource();
        using var clientLeft = new CancellationTokenSource();
        var probing = _bench.Connector.OpenAsync(BackendBench.Cyrus, BackendBench.Imap(), clientLeft.Token).AsTask();
        await clientLeft.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probing);
        _bench.Dialer.Gate = null;
        _bench.Dialer.Add(new ScriptedBackend(GoodLogin));
        _bench.Time.Advance(TimeSpan.FromSeconds(1));

        var outcome = await OpenAsync();

        Assert.True(outcome.Succeeded, outcome.Failure?.ToString());
    }

    [Fact]
    public async Task Our_own_lack_of_ports_or_descriptors_is_not_held_against_a_backend()
    {
        _bench.Dialer.WithoutBackend = new ConnectOutcome(ConnectStatus.NoDescriptors, Detail: "too many open files");

        await FailAsync(20);

        Assert.Equal(20, _bench.Dialer.Dialled.Count);
    }

    [Fact]
    public async Task Imap_being_down_says_nothing_about_pop3()
    {
        await FailAsync(5);

        await _bench.Connector.OpenAsync(BackendBench.Cyrus, BackendBench.Pop3(), CancellationToken.None);

        Assert.Equal("be1.lab:110", _bench.Dialer.Dialled[^1]);
    }

    private Task<BackendOpenOutcome> OpenAsync() =>
        _bench.Connector.OpenAsync(BackendBench.Cyrus, BackendBench.Imap(), CancellationToken.None).AsTask();

    private async Task FailAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await OpenAsync();
        }
    }
}
