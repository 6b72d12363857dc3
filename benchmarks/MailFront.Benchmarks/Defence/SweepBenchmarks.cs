using BenchmarkDotNet.Attributes;
using MailFront.Admin.Sessions;
using MailFront.Authentication.Names;
using MailFront.Defence;
using MailFront.Defence.Rules;
using MailFront.Protocol;
using MailFront.Sessions;
using MailFront.Sessions.Rules;
using MailFront.TestKit.Streams;
using MailFront.Transport.Managed;
using MailFront.Transport.Relaying;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.Benchmarks.Defence;

/// <summary>
/// 50,000 connections, nine in ten logged in: one sweep of all rules, and all rows for a listing. The goal is 500 ms from a rule to its effect
/// (<see cref="RuleSweeper.Interval"/> and a sweep), and a second for a listing.
/// </summary>
[MemoryDiagnoser]
public class SweepBenchmarks
{
    private const int Connections = 50_000;

    private SessionRooms _rooms = null!;
    private RuleSweeper _sweeper = null!;
    private SessionControl _control = null!;

    [Params(1, 64)]
    public int Rules { get; set; }

    [Params("preauth", "age")]
    public string About { get; set; } = "preauth";

    [GlobalSetup]
    public void Connect()
    {
        // What no row needs is left out.
        var time = TimeProvider.System;
        var defence = new DefenceEngine(new DefenceOptions { MaxConnections = Connections, MaxPreLoginConnections = Connections });
        _rooms = new SessionRooms
        {
            Defence = defence,
            Rules = new RuleDesk(defence, time, NullLogger<RuleDesk>.Instance),
            Ledger = new ConnectionLedger(),
            Ids = new SessionIds("fe", time),
            Time = time,
            Gateway = null!,
            Evidence = null!,
            Locator = null!,
            Backends = null!,
            Connector = null!,
            Offer = null!,
            Wheel = null!,
            Sweeper = null!,
        };
        var settings = new ServiceSettings
        {
            Identity = new ServerIdentity("fe.test", ServerDisclosure.On, "1.0"),
            UserNames = new UserNamePolicy(new UserNameOptions()),
            Relay = new RelayOptions(),
            Login = new LoginOptions(),
        };
        var service = new Service("imap", MailProtocol.Imap, settings, NullLogger.Instance);
        for (var i = 0; i < Connections; i++)
        {
            var seat = _rooms.Defence.Admit(default, service.Seats).Seat!;
            var connection = new ClientConnection(() => _rooms, service, new ManagedChannel(new DuplexStreamPair(1).Server), seat)
            {
                State = i % 10 == 0 ? ConnectionState.Dialogue : ConnectionState.Relaying,
                Failures = i % 3,
            };
            _rooms.Ledger.Enter(connection);
        }

        foreach (var i in Enumerable.Range(0, Rules))
        {
            var text = About == "preauth" ? $"preauth and failures >= 3 and age > {i + 1}h => close" : $"failures >= 3 and age > {i + 1}h => close";
            RuleParser.TryParse($"r{i}", text, out var rule, out _);
            _rooms.Rules.Book.Add(rule!);
        }

        _sweeper = new RuleSweeper(_rooms.Ledger, _rooms.Rules, time);
        _control = new SessionControl(_rooms, []);
    }

    [Benchmark(Baseline = true)]
    public Task Sweep() => _sweeper.SweepAsync(CancellationToken.None).AsTask();

    [Benchmark]
    public int List() => _control.List(condition: null, Connections).Sessions.Count;
}
