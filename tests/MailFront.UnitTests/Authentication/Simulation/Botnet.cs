namespace MailFront.UnitTests.Authentication.Simulation;

/// <summary>
/// 20,000 sources with one to three tries each, half of them on users that exist, half of them hanging up at once. Passwords come from a list as
/// such botnets carry it, the popular ones first; or, as with stolen credentials, each is tried once.
/// </summary>
internal sealed class Botnet(Random random, int listedPasswords)
{
    private const int Sources = 20_000;
    private const int FirstSource = 10_000_000;
    private const int FirstPassword = -10_000_000;
    private const int Names = 1_000_000;

    private int _unique = FirstPassword * 2;

    public IEnumerable<SimulatedLogin> Logins(TimeSpan from, TimeSpan until, double perSecond)
    {
        Queue<int> tries = new();
        int next = 0;
        for (TimeSpan at = from; at < until; at += TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / perSecond))
        {
            // A window of sources takes turns, so that one source's tries are spread over time.
            while (tries.Count < 2000)
            {
                for (int tried = random.Next(1, 4); tried > 0; tried--)
                {
                    tries.Enqueue(FirstSource + (next % Sources));
                }

                next++;
            }

            int user = random.Next(2) == 0 ? random.Next(Population.Users) : -1 - random.Next(Names);
            yield return new SimulatedLogin(at, user, tries.Dequeue(), Password(), IsBot: true, HangsUp: random.Next(2) == 0);
        }
    }

    // The popularity of passwords falls as one over the rank.
    private int Password() => listedPasswords == 0
        ? _unique--
        : FirstPassword - (int)Math.Floor(Math.Pow(listedPasswords, random.NextDouble()) - 1);
}
