using MailFront.Backends;
using MailFront.Backends.Probing;
using MailFront.Backends.Registry;
using MailFront.Protocol;
using MailFront.TestKit.Backends;

namespace MailFront.SessionTests.Backends;

public sealed class CapabilityProbeTests : IDisposable
{
    private readonly BackendBench _bench = new();
    private readonly RecordedLog<CapabilityProbe> _log = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_round_asks_each_backend_without_logging_in()
    {
        _bench.Dialer.Add(new ScriptedBackend("S: * OK [CAPABILITY IMAP4rev1 IDLE ID LITERAL+ AUTH=PLAIN] ready\nC: Q01 LOGOUT"));
        _bench.Dialer.Add(new ScriptedBackend("S: * OK ready\nC: C02 CAPABILITY\nS: * CAPABILITY IMAP4rev1 id UNSELECT\nS: C02 OK done\nC: Q01 LOGOUT"));
        _bench.Dialer.Add(new ScriptedBackend("S: * OK [CAPABILITY IMAP4rev1 ID IDLE] ready\nC: Q01 LOGOUT"));

        var isComplete = await Probe(MailProtocol.Imap).ProbeAllAsync(CancellationToken.None);

        Assert.True(isComplete);
        var snapshot = _bench.Capabilities.Current(MailProtocol.Imap);
        Assert.True(snapshot.AllKnown);
        Assert.Equal("IMAP4rev1 ID", snapshot.Common.ToString());
        Assert.All(_bench.Dialer.Ends, end => Assert.True(end.IsClosed && !end.IsAborted));
    }

    [Fact]
    public async Task A_pop3_round_asks_by_capa_and_a_proxy_header_names_nobody()
    {
        _bench.Registry.Replace(new BackendRegistryOptions { Backends = [BackendBench.Cyrus with { ProxyHeader = ProxyHeaderVersion.V1 }] });
        _bench.Dialer.Add(new ScriptedBackend("C: PROXY UNKNOWN\nS: +OK ready\nC: CAPA\nS: +OK\nS: TOP\nS: EXPIRE NEVER\nS: .\nC: QUIT"));

        await Probe(MailProtocol.Pop3).ProbeAllAsync(CancellationToken.None);

        Assert.Equal(["TOP", "EXPIRE NEVER"], _bench.Capabilities.Current(MailProtocol.Pop3).Common.Names);
    }

    [Fact]
    public async Task A_backend_that_does_not_answer_is_logged_once_and_asked_again_soon()
    {
        _bench.Registry.Replace(new BackendRegistryOptions { Backends = [BackendBench.Cyrus] });
        var probe = Probe(MailProtocol.Imap);

        var first = await probe.ProbeAllAsync(CancellationToken.None);
        await probe.ProbeAllAsync(CancellationToken.None);

        Assert.False(first);
        Assert.False(_bench.Capabilities.Current(MailProtocol.Imap).AllKnown);
        Assert.Equal(
            "Warning 4102 backend be1 Imap cannot be asked for its capabilities: Unreachable at Connect: 192.0.2.7:143: connection refused",
            Assert.Single(_log.Lines));
    }

    [Fact]
    public async Task A_failure_that_lasts_is_logged_again_after_ten_minutes()
    {
        _bench.Registry.Replace(new BackendRegistryOptions { Backends = [BackendBench.Cyrus] });
        var probe = Probe(MailProtocol.Imap);
        await probe.ProbeAllAsync(CancellationToken.None);

        _bench.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        await probe.ProbeAllAsync(CancellationToken.None);
        Assert.Single(_log.Lines);
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        await probe.ProbeAllAsync(CancellationToken.None);

        Assert.Equal(2, _log.Lines.Count);
    }

    [Fact]
    public async Task An_offer_is_logged_when_it_changed_and_after_a_failure()
    {
        _bench.Registry.Replace(new BackendRegistryOptions { Backends = [BackendBench.Cyrus] });
        var probe = Probe(MailProtocol.Imap);
        foreach (var offer in new[] { "IMAP4rev1 ID", "ID IMAP4rev1", "IMAP4rev1 ID IDLE" })
        {
            _bench.Dialer.Add(new ScriptedBackend($"S: * OK [CAPABILITY {offer}] ready\nC: Q01 LOGOUT"));
            await probe.ProbeAllAsync(CancellationToken.None);
        }

        await probe.ProbeAllAsync(CancellationToken.None);
        _bench.Dialer.Add(new ScriptedBackend("S: * OK [CAPABILITY IMAP4rev1 ID IDLE] ready\nC: Q01 LOGOUT"));
        await probe.ProbeAllAsync(CancellationToken.None);

        Assert.Equal(
            ["Information 4101 IMAP4rev1 ID", "Information 4101 IMAP4rev1 ID IDLE", "Warning 4102", "Information 4101 IMAP4rev1 ID IDLE"],
            _log.Lines.Select(line => line.Replace("backend be1 Imap offers before login: ", string.Empty, StringComparison.Ordinal).Split(" backend")[0]));
    }

    [Fact]
    public async Task Rounds_go_on_until_cancelled()
    {
        _bench.Registry.Replace(new BackendRegistryOptions { Backends = [BackendBench.Cyrus] });
        using var stop = new CancellationTokenSource();
        var running = Probe(MailProtocol.Imap).RunAsync(stop.Token);
        for (var round = 1; round <= 3; round++)
        {
            while (_bench.Time.ActiveTimers < 2)
            {
                // The wheel has the one timer, the wait for the next round the other.
                await Task.Yield();
            }

            Assert.Equal(round, _bench.Dialer.Dialled.Count);
            _bench.Time.Advance(new CapabilityProbeOptions().RetryInterval);
        }

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_login_makes_known_what_holds_after_it()
    {
        await _bench.OpenAsync(BackendBench.Cyrus, BackendBench.Imap(), """
            S: * OK [CAPABILITY IMAP4rev1 LITERAL+ AUTH=PLAIN SASL-IR] ready
            C~ A01 AUTHENTICATE PLAIN .*
            S: A01 OK [CAPABILITY IMAP4rev1 LITERAL+ IDLE] done
            """);

        var snapshot = _bench.Capabilities.Current(MailProtocol.Imap);
        Assert.True(snapshot.Common.Has("IDLE"));
        Assert.Equal((1, false), (snapshot.KnownBackends, snapshot.AllKnown));
    }

    private CapabilityProbe Probe(MailProtocol protocol) =>
        new(
            _bench.Registry,
            _bench.Capabilities,
            _bench.Health,
            _bench.Dialer,
            _bench.Wheel,
            _bench.Time,
            new CapabilityProbeOptions { Protocols = [protocol], Concurrency = 1 },
            _log);
}
