namespace MailFront.UnitTests.Authentication.Simulation;

/// <summary>
/// 2,000 users with three devices each that log in every ten minutes on average: at home, in a campus network of 500 users behind one address,
/// through one webmail host with 300 users. Two in a hundred passwords are mistyped (and typed again), 20 phones have an old password and try each minute, and now
/// and then somebody comes from a place never seen, one in ten of them with a password never seen either.
/// </summary>
internal sealed class Population(Random random)
{
    public const int Users = 2000;
    public const int WebmailUsers = 300;
    public const int CampusUsers = 500;
    public const int StalePhones = 20;
    public const double NewPlaceShare = 0.05;
    public const double TypoShare = 0.02;
    public const int WebmailSource = 1_000_000;
    public const int CampusSource = 1_000_001;
    public const double UnseenShare = 0.1;
    private const int FirstNewSource = 2_000_000;
    private const int FirstTypo = -1_000_000;
    private const double LoginsPerSecond = Users * 3 / 600.0;

    private int _newSource = FirstNewSource;
    private int _typo = FirstTypo;
    private int _unseen;

    /// <summary>Places a user's devices are at; what has been proven before the simulation begins.</summary>
    public static IEnumerable<int> PlacesOf(int user)
    {
        yield return user;
        if (user < WebmailUsers)
        {
            yield return WebmailSource;
        }
        else if (user < WebmailUsers + CampusUsers)
        {
            yield return CampusSource;
        }
        else
        {
            // The phone's network, shared with nobody here.
            yield return user + Users;
        }
    }

    public IEnumerable<SimulatedLogin> Logins(TimeSpan until)
    {
        for (TimeSpan at = Gap(LoginsPerSecond); at < until; at += Gap(LoginsPerSecond))
        {
            int user = random.Next(Users);
            int source = random.NextDouble() < NewPlaceShare ? _newSource++ : PlacesOf(user).ElementAt(random.Next(2));
            if (source >= FirstNewSource && random.NextDouble() < UnseenShare)
            {
                yield return new SimulatedLogin(at, user, source, user + (++_unseen * Users), IsBot: false, HangsUp: false);
            }
            else if (random.NextDouble() < TypoShare)
            {
                yield return new SimulatedLogin(at, user, source, _typo--, IsBot: false, HangsUp: false);
                yield return new SimulatedLogin(at + TimeSpan.FromSeconds(8), user, source, user, IsBot: false, HangsUp: false);
            }
            else
            {
                yield return new SimulatedLogin(at, user, source, user, IsBot: false, HangsUp: false);
            }
        }

        for (int phone = 0; phone < StalePhones; phone++)
        {
            int user = 1000 + phone;
            for (TimeSpan at = TimeSpan.FromSeconds(60 * random.NextDouble()); at < until; at += TimeSpan.FromSeconds(60))
            {
                yield return new SimulatedLogin(at, user, user, -phone - 1, IsBot: false, HangsUp: false);
            }
        }
    }

    private TimeSpan Gap(double perSecond) => TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / perSecond);
}
