using MailFront.Defence.Evidence;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Defence.Simulation;

/// <summary>
/// A history, a clock and checkers that answer at once, suspects too: the worst case for the evidence. In front of them a right password is remembered for an
/// hour and a wrong one for two minutes, as by the gateway.
/// </summary>
internal sealed class SimulatedWorld
{
    private static readonly byte[] _key = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

    private readonly Dictionary<(string User, ulong Password), TimeSpan> _right = [];
    private readonly Dictionary<(string User, ulong Password), TimeSpan> _wrong = [];

    public LoginHistory History { get; } = new(new LoginHistoryOptions { GuessedPairs = 65_536, Addresses = 65_536, RememberedUsers = 16_384 }, new KeyedHash(_key));

    public TimeSpan Now { get; set; } = TimeSpan.FromDays(100);

    public bool IsAlarmed => History.IsAlarmed(Now);

    /// <summary>The class of the attempt, which is then answered.</summary>
    public LoginClass Try(in Attempt attempt)
    {
        var facts = new LoginFacts(attempt.User, attempt.Source) { HasLocation = attempt.Exists };
        (string, ulong) credential = (attempt.User, attempt.Password);
        if (_right.TryGetValue(credential, out TimeSpan right) && Now - right < TimeSpan.FromHours(1))
        {
            History.Observe(facts, LoginResult.Succeeded, Now);
            return LoginClass.Verified;
        }

        if (_wrong.TryGetValue(credential, out TimeSpan wrong) && Now - wrong < TimeSpan.FromMinutes(2))
        {
            return LoginClass.New;
        }

        facts = facts with { PasswordFingerprint = attempt.Password };
        LoginClass loginClass = History.Assess(facts, Now).Class;
        if (!attempt.Exists)
        {
            History.Observe(facts, LoginResult.NamedNobody, Now);
        }

        (attempt.IsRight ? _right : _wrong)[credential] = Now;
        History.Observe(facts, attempt.IsRight ? LoginResult.Succeeded : LoginResult.Failed, Now);
        return loginClass;
    }

    /// <summary>Passwords have been changed.</summary>
    public void ForgetAnswers(string user, ulong password) => _right.Remove((user, password));
}
