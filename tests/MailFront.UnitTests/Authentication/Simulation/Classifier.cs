using System.Net;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Authentication.Simulation;

/// <summary>
/// What the defence knows without being told who is a bot: the product's own history, to which each user's places and password are known from days before. A
/// credential that was wrong a short while ago is asked about last, as by the gateway.
/// </summary>
internal sealed class Classifier
{
    private const ulong OddMultiplier = 0x9E37_79B9_7F4A_7C15;

    private static readonly byte[] _key = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

    private readonly HashSet<(int User, int Source)> _proven = [];
    private readonly HashSet<(int User, int Password)> _failedCredentials = [];
    private readonly LoginHistory _history = new(new LoginHistoryOptions { Pairs = 65_536, RememberedUsers = 8192 }, new KeyedHash(_key));

    public Classifier()
    {
        for (int user = 0; user < Population.Users; user++)
        {
            foreach (int place in Population.PlacesOf(user))
            {
                Succeeded(new SimulatedLogin(TimeSpan.Zero, user, place, user, IsBot: false, HangsUp: false), TimeSpan.Zero);
            }
        }
    }

    public bool IsProven(SimulatedLogin login) => _proven.Contains((login.User, login.Source));

    public LoginClass Classify(SimulatedLogin login, TimeSpan now)
    {
        LoginFacts facts = FactsOf(login);
        LoginClass loginClass = _history.Assess(facts, now).Class;
        if (!facts.HasLocation)
        {
            // The directory alone says that this password must fail: evidence that costs no checker.
            _history.Observe(facts, LoginResult.NamedNobody, now);
        }

        return _failedCredentials.Contains((login.User, login.Password)) ? LoginClass.Suspect : loginClass;
    }

    public void Succeeded(SimulatedLogin login, TimeSpan now)
    {
        _proven.Add((login.User, login.Source));
        _history.Observe(FactsOf(login), LoginResult.Succeeded, now);
    }

    public void Failed(SimulatedLogin login, TimeSpan now)
    {
        if (_failedCredentials.Add((login.User, login.Password)))
        {
            _history.Observe(FactsOf(login), LoginResult.Failed, now);
        }
    }

    // Each source is a /24 of its own.
    private static LoginFacts FactsOf(SimulatedLogin login) =>
        new($"user{login.User}", new IPAddress([(byte)(login.Source >> 16), (byte)(login.Source >> 8), (byte)login.Source, 7]))
        {
            HasLocation = login.User >= 0,
            PasswordFingerprint = unchecked((ulong)(login.Password + (1L << 40)) * OddMultiplier),
        };
}
