using System.Net;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;
using Xunit.Abstractions;

namespace MailFront.UnitTests.Defence.Login;

/// <summary>The memory of logins at the rate of ten million distinct keys in ten minutes; half a minute of it, by when every table is in its steady state.</summary>
public sealed class LoginHistoryFloodTests(ITestOutputHelper output)
{
    private const int Seed = 20261124;
    private const int Seconds = 30;
    private const int KeysPerSecond = 16_667;
    private const int Offenders = 1000;
    private const int OffenderEverySeconds = 4;

    private static readonly byte[] _key = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

    [Fact]
    public void All_tables_take_at_most_64_MiB_together() =>
        Assert.InRange(new LoginHistory(new LoginHistoryOptions(), new KeyedHash(_key)).Counters.Octets, 1, 64L * 1024 * 1024);

    [Fact]
    public void The_worst_offenders_are_still_known_after_a_flood_of_addresses_and_so_are_the_proven()
    {
        var history = new LoginHistory(new LoginHistoryOptions(), new KeyedHash(_key));
        var random = new Random(Seed);
        TimeSpan now = TimeSpan.FromDays(1);
        for (int user = 0; user < 1000; user++)
        {
            history.Observe(Facts(user, 192, user, 1), LoginResult.Succeeded, now);
        }

        for (int second = 0; second < Seconds; second++, now += TimeSpan.FromSeconds(1))
        {
            for (int i = 0; i < KeysPerSecond; i++)
            {
                history.Observe(Facts(1_000_000 + random.Next(), random.Next(11, 190), random.Next(65_536), (ulong)random.NextInt64()), LoginResult.Failed, now);
            }

            for (int offender = second % OffenderEverySeconds; offender < Offenders; offender += OffenderEverySeconds)
            {
                history.Observe(Facts(random.Next(100_000), 10, offender, (ulong)random.NextInt64()), LoginResult.Failed, now);
            }
        }

        // What failed once is forgiven by now.
        now += TimeSpan.FromMinutes(10);
        int recalled = Enumerable.Range(0, Offenders).Count(i => history.StandingOf(Address(10, i), now).IsSuspect);
        int known = Enumerable.Range(0, 1000).Count(i => history.Assess(Facts(i, 192, i, 1), now).Class == LoginClass.Known);

        output.WriteLine($"{recalled} of {Offenders} offenders, {known} of 1000 proven; {string.Join(", ", history.Counters.Tables)}");
        Assert.True(recalled >= Offenders * 0.99, recalled.ToString());
        Assert.Equal(1000, known);
    }

    private static LoginFacts Facts(int user, int net, int host, ulong password) =>
        new($"user{user}", Address(net, host)) { PasswordFingerprint = password | 1 };

    private static IPAddress Address(int net, int host) => new([(byte)net, (byte)(host >> 8), (byte)host, (byte)(host * 31)]);
}
