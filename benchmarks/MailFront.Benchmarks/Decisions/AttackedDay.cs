using System.Net;
using MailFront.Defence;
using MailFront.Defence.Decisions;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;
using MailFront.Decisions;

namespace MailFront.Benchmarks.Decisions;

/// <summary>A recorded day: 20,000 users at their places, and a botnet of 5,000 addresses that guesses at them; three of four logins are the botnet's.</summary>
internal static class AttackedDay
{
    private const int Seed = 20261124;
    private const int Users = 20_000;
    private const int Bots = 5_000;

    /// <summary>Writes a log of <paramref name="logins"/> logins to <paramref name="path"/> and tells how many records it has.</summary>
    public static long Write(string path, int logins)
    {
        var header = new DecisionLogHeader { Run = "benchmark", Next = 1, EvidenceKey = new byte[DecisionLogHeader.KeyBytes], Capacity = 10_000 };
        using var log = new FileSink(path, header);
        var evidence = new RecordedEvidence(new LoginHistory(header.Evidence, new KeyedHash(header.EvidenceKey)), log);
        var engine = new DefenceEngine(new DefenceOptions { MaxConnections = 10_000, MaxPreLoginConnections = 5_000 }, log);
        var random = new Random(Seed);
        for (var login = 0; login < logins; login++)
        {
            LogIn(evidence, engine, random, login, TimeSpan.FromDays(1) * login / logins);
        }

        return log.Records;
    }

    private static void LogIn(RecordedEvidence evidence, DefenceEngine engine, Random random, int number, TimeSpan now)
    {
        var isBot = number % 4 != 0;
        var user = random.Next(Users);
        var place = isBot ? (random.Next(Bots) * 977) | (1 << 22) : user;
        var source = new IPAddress([(byte)(isBot ? 100 : 10), (byte)(place >> 16), (byte)(place >> 8), (byte)place]);
        var session = $"fe1-{number:x8}";
        engine.Decide(Checkpoint.Accept, new ClientFacts { Source = source, Service = "imap", Connections = 5000, PreLoginConnections = 300, ServiceConnections = 4000 });
        var facts = new LoginFacts($"user{user:00000}@example.org", source)
        {
            PasswordFingerprint = isBot ? (ulong)random.Next(1, 2000) : (ulong)user + 10_000,
            Service = "imap",
            Session = session,
        };
        var assessment = evidence.Assess(facts, now);
        evidence.Observe(facts, isBot ? LoginResult.Failed : LoginResult.Succeeded, now);
        if (isBot)
        {
            engine.Decide(Checkpoint.Credential, new ClientFacts
            {
                Source = source,
                Session = session,
                Service = "imap",
                User = facts.User,
                Failures = 1,
                DistinctFailures = evidence.FailuresOf(facts, now),
                Class = assessment.Class,
                IsAlarmed = evidence.IsAlarmed(now),
                FailureLimits = _limits,
                Now = now,
                CredentialAge = TimeSpan.FromMilliseconds(random.Next(400)),
            });
        }
    }

    private static readonly FailureLimits _limits = new();
}
