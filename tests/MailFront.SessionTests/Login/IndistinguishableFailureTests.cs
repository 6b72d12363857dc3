using System.Text;
using MailFront.Authentication;
using MailFront.Defence;
using MailFront.Protocol;

namespace MailFront.SessionTests.Login;

/// <summary>
/// What can be told of the cause of a failed login by one that sees everything a client sees: every set is one login for each cause,
/// spoken at the same moment, so that a difference is the cause's.
/// </summary>
public sealed class IndistinguishableFailureTests
{
    private const int Rounds = 30;
    private const int SetsPerRound = 20;
    private const double MostAuc = 0.52;

    public enum Speech
    {
        ImapLogin,
        ImapPlain,
        Pop3Pass,
        Pop3Plain,
    }

    [Theory]
    [InlineData(Speech.ImapLogin, false)]
    [InlineData(Speech.ImapPlain, false)]
    [InlineData(Speech.ImapPlain, true)]
    [InlineData(Speech.Pop3Pass, false)]
    [InlineData(Speech.Pop3Plain, true)]
    public async Task The_best_guess_of_the_cause_is_no_better_than_a_coin(Speech speech, bool isLoaded)
    {
        var causes = FailureCause.All.Where(cause => cause.ActAs.Length == 0 || speech is Speech.ImapPlain or Speech.Pop3Plain).ToArray();
        var samples = await SampleAsync(speech, causes, isLoaded);

        Assert.Single(samples.SelectMany(some => some).Select(sample => sample.Said).Distinct());
        for (var one = 0; one < causes.Length; one++)
        {
            for (var other = one + 1; other < causes.Length; other++)
            {
                var auc = Auc([.. samples[one].Select(sample => sample.Took)], [.. samples[other].Select(sample => sample.Took)]);
                Assert.True(auc <= MostAuc, $"{causes[one].Name} and {causes[other].Name} are told apart by time: AUC {auc:0.000}");
            }
        }
    }

    private static async Task<List<FailureSample>[]> SampleAsync(Speech speech, FailureCause[] causes, bool isLoaded)
    {
        var random = new Random(20_250_101);
        var samples = causes.Select(_ => new List<FailureSample>()).ToArray();
        await using var bench = new SessionBench(
            speech is Speech.ImapLogin or Speech.ImapPlain ? MailProtocol.Imap : MailProtocol.Pop3,
            settings => settings with { Failures = new FailureLimits { MaxFailures = 1 } },
            size: SetsPerRound * causes.Length);
        await RememberAsync(bench, causes);
        for (var round = 0; round < Rounds; round++)
        {
            var running = new FailureRound(bench);
            for (var set = 0; set < SetsPerRound; set++)
            {
                var after = TimeSpan.FromMilliseconds(25 * random.Next(80));
                var queue = isLoaded ? TimeSpan.FromMilliseconds(random.Next(7_000)) : TimeSpan.Zero;
                foreach (var cause in causes)
                {
                    await running.AddAsync(cause, Speak(speech, cause, $"wrong-{random.Next():0000000000}"), after, cause.TakesBehind(queue));
                }
            }

            var answers = await running.RunAsync();
            for (var i = 0; i < answers.Count; i++)
            {
                samples[i % causes.Length].Add(answers[i]);
            }
        }

        return samples;
    }

    // Has the gateway hear the passwords that are to be wrong again.
    private static async Task RememberAsync(SessionBench bench, FailureCause[] causes)
    {
        bench.Rooms.Gateway.Options = SessionBench.Verifiers with { WrongFor = TimeSpan.FromDays(1), RecheckEvery = TimeSpan.FromDays(1) };
        foreach (var cause in causes.Where(cause => cause.Password is not null))
        {
            using var password = new Secret(Encoding.ASCII.GetBytes(cause.Password!));
            var question = new PasswordQuestion(cause.User, password, bench.Service.Protocol == MailProtocol.Imap ? "imap" : "pop", null);
            Assert.Equal(AuthenticationStatus.WrongCredentials, (await bench.Rooms.Gateway.AuthenticateAsync(question, CancellationToken.None)).Status);
        }
    }

    private static string Speak(Speech speech, FailureCause cause, string password) => speech switch
    {
        Speech.ImapLogin => cause.Login(password),
        Speech.ImapPlain => cause.Plain("a AUTHENTICATE", password),
        Speech.Pop3Pass => cause.UserAndPass(password),
        _ => cause.Plain("AUTH", password),
    };

    // The area under the curve of a guess by a threshold on the time; which way round does not matter.
    private static double Auc(TimeSpan[] one, TimeSpan[] other)
    {
        var wins = 0.0;
        foreach (var x in one)
        {
            foreach (var y in other)
            {
                wins += x > y ? 1 : x == y ? 0.5 : 0;
            }
        }

        var auc = wins / one.Length / other.Length;
        return Math.Max(auc, 1 - auc);
    }
}
