using BenchmarkDotNet.Attributes;
using MailFront.Authentication;
using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes;
using MailFront.Authentication.Lanes.Scheduling;
using MailFront.Defence.Login;
using MailFront.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.Benchmarks.Authentication;

/// <summary>What the line before a checker costs: a question that need not wait, and one that comes and one that goes while 256 of all classes stand in line.</summary>
[MemoryDiagnoser]
public class LaneBenchmarks
{
    private const int Slots = 5;

    private static readonly LoginClass[] _classes = [LoginClass.Verified, LoginClass.Known, LoginClass.New, LoginClass.Suspect];
    private static readonly CheckerGroupOptions _options = new();

    private readonly CheckerGroup _idle = new(new Yes(), Slots, _options, TimeProvider.System, NullLogger<CheckerGroup>.Instance);
    private readonly PasswordQuestion _question = new("anna", new Secret("sesame open now"u8), "imap", null);
    private readonly CheckerSchedule _full = new([("checker", Slots)], _options);
    private readonly Queue<Ticket> _running = new();
    private TimeSpan _now;
    private int _entered;

    [GlobalSetup]
    public void Setup()
    {
        for (int i = 0; i < 4 * _options.MaxWaiting; i++)
        {
            Enter();
        }
    }

    [Benchmark(Baseline = true)]
    public ValueTask<LaneOutcome> AskAtOnce() => _idle.AskAsync(_question, LoginClass.Known, CancellationToken.None);

    [Benchmark]
    public int EnterAndEnd()
    {
        _now += TimeSpan.FromMilliseconds(5);
        if (_running.TryDequeue(out Ticket? ticket))
        {
            _full.End(ticket, _entered % 2 == 0 ? CheckVerdict.Accepted : CheckVerdict.Wrong, _now);
            Collect();
        }

        Enter();
        return _full.Waiting;
    }

    private void Enter()
    {
        var ticket = new Ticket(_classes[_entered++ % _classes.Length], _now + _options.Deadline);
        _full.Enter(ticket, _now);
        if (ticket.State == TicketState.Running)
        {
            _running.Enqueue(ticket);
        }

        Collect();
    }

    private void Collect()
    {
        foreach (Ticket woken in _full.Woken)
        {
            if (woken.State == TicketState.Running && !_running.Contains(woken))
            {
                _running.Enqueue(woken);
            }
        }

        _full.Woken.Clear();
    }

    private sealed class Yes : IPasswordChecker
    {
        public string Name => "benchmark";

        public ValueTask<CheckOutcome> CheckAsync(PasswordQuestion question, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new CheckOutcome(CheckVerdict.Accepted, null));
    }
}
