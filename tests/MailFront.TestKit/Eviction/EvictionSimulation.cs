using System.Net;
using MailFront.Defence;
using MailFront.Defence.Admission;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;

namespace MailFront.TestKit.Eviction;

/// <summary>
/// Plays an <see cref="EvictionScenario"/> against the product's lobby on a clock of its own. Legitimate clients have the round trips of radio
/// and cable, some behind one address of an office or a webmail host, most at proven places; two of a hundred mistype.
/// </summary>
public sealed class EvictionSimulation
{
    private const double ProvenShare = 0.7;
    private const double OfficeShare = 0.15;
    private const double WebmailShare = 0.1;
    private const double TypoShare = 0.02;
    private const double SlowThinkerShare = 0.02;
    private const int OfficeUsers = 350;
    private const int WebmailUsers = 300;
    private const int Homes = 6000;

    private static readonly TimeSpan _begin = TimeSpan.FromHours(1);
    private static readonly TimeSpan _firstCommand = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _afterFailure = TimeSpan.FromSeconds(10);
    private static readonly IPAddress _office = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress _webmail = IPAddress.Parse("192.0.2.2");

    private readonly EvictionScenario _scenario;
    private readonly Random _random;
    private readonly DefenceEngine _engine;
    private readonly SeatBlock _block = new();
    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> _events = new();
    private TimeSpan _now = _begin;
    private long _order;
    private int _legitimate;
    private int _evicted;
    private int _refused;
    private int _botsEvicted;
    private int _most;

    private EvictionSimulation(EvictionScenario scenario)
    {
        _scenario = scenario;
        _random = new Random(scenario.Seed);
        IEvictionRule rule = scenario.Rule switch
        {
            EvictionRuleKind.WorstFirst => new WorstFirst(),
            EvictionRuleKind.OldestFirst => new OldestFirst(),
            EvictionRuleKind.NewestDropped => new NewestDropped(),
            _ => new RandomEarly(_random),
        };
        _engine = new DefenceEngine(
            new DefenceOptions { MaxConnections = scenario.Cap * 2, MaxPreLoginConnections = scenario.Cap }, new Lobby(rule, new KeyedHash(new byte[16])));
    }

    private bool Counts => _now - _begin > _scenario.Length / 3;

    /// <summary>Plays it.</summary>
    public static EvictionOutcome Run(EvictionScenario scenario)
    {
        var simulation = new EvictionSimulation(scenario);
        simulation.Arrive(scenario.LegitimateRate, simulation.Legitimate);
        simulation.Arrive(scenario.IdleRate, simulation.IdleBot);
        simulation.Arrive(scenario.FailingRate, simulation.FailingBot);
        while (simulation._events.TryDequeue(out var next, out var when) && when.At < _begin + scenario.Length)
        {
            simulation._now = when.At;
            next();
        }

        return new EvictionOutcome(simulation._legitimate, simulation._evicted, simulation._refused, simulation._botsEvicted, simulation._most);
    }

    private void Arrive(double rate, Action comes)
    {
        if (rate > 0)
        {
            After(-Math.Log(1 - _random.NextDouble()) / rate, () =>
            {
                comes();
                Arrive(rate, comes);
            });
        }
    }

    private void Legitimate()
    {
        var isProven = _random.NextDouble() < ProvenShare;
        var place = _random.NextDouble();
        var (source, standing) = place switch
        {
            < OfficeShare => (_office, new SourceStanding(OfficeUsers, IsSuspect: false)),
            < OfficeShare + WebmailShare => (_webmail, new SourceStanding(WebmailUsers, IsSuspect: false)),
            _ => (Address(10, _random.Next(Homes)), new SourceStanding(isProven ? 1 : 0, IsSuspect: false)),
        };
        _legitimate += Counts ? 1 : 0;
        if (Admit(source, standing, isLegitimate: true) is not { } client)
        {
            return;
        }

        // Median 40 ms, one in a hundred above a second.
        var roundTrip = 0.04 * Math.Exp(1.4 * Normal());
        After(roundTrip, () => client.Heard += 517);
        Later(client, (2 * roundTrip) + 0.03, () =>
        {
            client.Turn(_now);
            var thinks = _random.NextDouble() < SlowThinkerShare ? 3 + (5 * _random.NextDouble()) : 0.02 + (0.3 * _random.NextDouble());
            Later(client, roundTrip + thinks, () =>
            {
                client.Heard += 40;
                Later(client, roundTrip, () => Try(client, isProven, mayMistype: true));
            });
        });
    }

    private void Try(SimulatedConnection client, bool isProven, bool mayMistype)
    {
        client.Wait(_now);
        var isWrong = mayMistype && _random.NextDouble() < TypoShare;
        Later(client, isProven && !isWrong ? 0.005 : _scenario.SlowChecker.TotalSeconds * _random.NextDouble(), () =>
        {
            if (!isWrong)
            {
                Later(client, 0.05, () => LogIn(client));
                return;
            }

            client.Failures++;
            client.IsKnown = isProven;
            client.Turn(_now);
            client.Heard = 1;
            Later(client, _pause.TotalSeconds, () =>
            {
                client.Turn(_now);
                Later(client, 1 + (4 * _random.NextDouble()), () => Try(client, isProven, mayMistype: false));
            });
        });
    }

    private static void LogIn(SimulatedConnection client)
    {
        client.Seat!.LogIn();
        End(client);
    }

    private void IdleBot()
    {
        if (Admit(Address(11, _random.Next(_scenario.BotAddresses)), default, isLegitimate: false) is { } bot)
        {
            Later(bot, _firstCommand.TotalSeconds, () => End(bot));
        }
    }

    private void FailingBot()
    {
        if (Admit(Address(11, _random.Next(_scenario.BotAddresses)), default, isLegitimate: false) is { } bot)
        {
            Later(bot, 0.2, () =>
            {
                bot.Wait(_now);
                Later(bot, _scenario.SlowChecker.TotalSeconds * _random.NextDouble(), () =>
                {
                    bot.Failures++;
                    bot.Turn(_now);
                    Later(bot, (_pause + _afterFailure).TotalSeconds, () => End(bot));
                });
            });
        }
    }

    private SimulatedConnection? Admit(IPAddress source, SourceStanding standing, bool isLegitimate)
    {
        var admitted = _engine.Admit(new ClientFacts { Now = _now, Source = source, Standing = standing }, _block);
        if (admitted.Evicted is { Occupant: SimulatedConnection worst })
        {
            _evicted += Counts && worst.IsLegitimate ? 1 : 0;
            _botsEvicted += Counts && !worst.IsLegitimate ? 1 : 0;
            End(worst);
        }

        if (admitted.Seat is not { } seat)
        {
            _refused += Counts && isLegitimate ? 1 : 0;
            return null;
        }

        var connection = new SimulatedConnection(_now, isLegitimate) { Seat = seat };
        seat.Settle(connection, _now);
        _most = Math.Max(_most, _engine.Lobby.Counts().PreLogin);
        return connection;
    }

    private static void End(SimulatedConnection connection)
    {
        connection.IsGone = true;
        connection.Seat!.Leave();
    }

    private void Later(SimulatedConnection connection, double seconds, Action then) => After(seconds, () =>
    {
        if (!connection.IsGone)
        {
            then();
        }
    });

    private void After(double seconds, Action then) => _events.Enqueue(then, (_now + TimeSpan.FromSeconds(seconds), _order++));

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private static IPAddress Address(byte network, int host) => new([network, (byte)(host >> 16), (byte)(host >> 8), (byte)host]);
}
