using System.Net;
using MailFront.Defence;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Host.Decisions;

/// <summary>What sessions ask of the defence, at random: honest users, guessers, sprayers, denied networks, full tables.</summary>
internal sealed class RecordedTraffic
{
    private static readonly FailureLimits[] _limits = [new(), new() { Pause = TimeSpan.FromSeconds(1), MaxFailures = 2, Deadline = TimeSpan.FromSeconds(4) }];

    private readonly ILoginEvidence _evidence;
    private readonly DefenceEngine _engine;
    private readonly Random _random;
    private TimeSpan _now = TimeSpan.FromDays(5);

    public RecordedTraffic(ILoginEvidence evidence, DefenceEngine engine, int seed)
    {
        _evidence = evidence;
        _engine = engine;
        _random = new Random(seed);
    }

    public void Step()
    {
        _now += TimeSpan.FromTicks(_random.NextInt64(TimeSpan.TicksPerSecond * 20));
        var source = Address();
        switch (_random.Next(10))
        {
            case 0:
                _engine.Options = Options();
                break;
            case 1:
                _evidence.StandingOf(source, _now);
                break;
            case 2:
                Accept(source);
                break;
            default:
                Accept(source);
                LogIn(source);
                break;
        }
    }

    public DefenceOptions Options() => new()
    {
        MaxConnections = _random.Next(50, 100),
        MaxPreLoginConnections = _random.Next(20, 60),
        Deny = _random.Next(2) == 0 ? [] : [IPNetwork.Parse("10.0.1.0/24")],
        Allow = _random.Next(2) == 0 ? [] : [IPNetwork.Parse("10.0.1.3/32")],
    };

    private void Accept(IPAddress? source) => _engine.Decide(Checkpoint.Accept, new ClientFacts
    {
        Source = source,
        Service = "imap",
        Connections = _random.Next(100),
        PreLoginConnections = _random.Next(60),
        ServiceConnections = _random.Next(20),
        ServiceCap = _random.Next(2) * 15,
    });

    private void LogIn(IPAddress? source)
    {
        var facts = new LoginFacts($"user{_random.Next(40)}", source)
        {
            PasswordFingerprint = (ulong)_random.Next(1, 30) * 0x9E37_79B9_7F4A_7C15,
            HasLocation = _random.Next(8) != 0,
            Service = "imap",
            Session = $"s-{_random.Next(1000)}",
        };
        var assessment = _evidence.Assess(facts, _now);
        var isFailure = _random.Next(3) != 0;
        _evidence.Observe(facts, isFailure ? (LoginResult)_random.Next(1, 3) : LoginResult.Succeeded, _now);
        if (isFailure)
        {
            _engine.Decide(_random.Next(5) == 0 ? Checkpoint.Unavailable : Checkpoint.Credential, new ClientFacts
            {
                Source = source,
                Session = facts.Session,
                Service = "imap",
                User = facts.User,
                Now = _now,
                CredentialAge = TimeSpan.FromTicks(_random.NextInt64(TimeSpan.TicksPerSecond * 8)),
                Failures = _random.Next(1, 4),
                DistinctFailures = _evidence.FailuresOf(facts, _now),
                IsAlarmed = _evidence.IsAlarmed(_now),
                Class = assessment.Class,
                FailureLimits = _limits[_random.Next(_limits.Length)],
            });
        }
    }

    private IPAddress? Address() => _random.Next(20) switch
    {
        0 => null,
        < 4 => IPAddress.Parse($"2001:db8:0:{_random.Next(4)}00::{_random.Next(3)}"),
        < 6 => IPAddress.Parse($"::ffff:10.0.{_random.Next(3)}.{_random.Next(5)}"),
        _ => IPAddress.Parse($"10.0.{_random.Next(30)}.{_random.Next(5)}"),
    };
}
