using System.Globalization;

namespace MailFront.Rig.Population;

/// <summary>The guesses of a botnet, in a random order in which each source occurs one to three times.</summary>
internal sealed class BotGuesses
{
    private const int MaxTries = 3;
    private const int DictionaryWords = 200;

    private static readonly string[] _names =
    [
        "info", "admin", "sales", "support", "contact", "office", "test", "postmaster", "webmaster", "mail", "root", "anna", "peter", "john",
        "maria", "thomas", "michael", "sandra", "scan", "backup",
    ];

    private readonly Random _random;
    private readonly Sources _sources;
    private readonly int _users;
    private readonly BotShares _shares;
    private readonly int[] _order;
    private int _next;

    /// <summary>A botnet of so many sources.</summary>
    public BotGuesses(Random random, Sources sources, int users, int bots, BotShares shares)
    {
        _random = random;
        _sources = sources;
        _users = users;
        _shares = shares;
        _order = [.. Enumerable.Range(0, bots).SelectMany(bot => Enumerable.Repeat(bot, 1 + random.Next(MaxTries)))];
        random.Shuffle(_order);
    }

    /// <summary>The guess at a moment. After the last one the botnet begins again.</summary>
    public Arrival Next(long at)
    {
        var source = _sources.Bot(_order[_next++ % _order.Length]);
        var isReal = _random.NextDouble() < _shares.RealUsers;
        var user = isReal
            ? PasswordBook.Name(1 + _random.Next(_users))
            : string.Create(CultureInfo.InvariantCulture, $"{_names[_random.Next(_names.Length)]}{_random.Next(100)}");
        var isCommon = _random.NextDouble() < _shares.Dictionary;

        // The popularity of the words falls as one over the rank.
        var word = (int)(Math.Pow(DictionaryWords, _random.NextDouble()) - 1);
        var password = isCommon
            ? string.Create(CultureInfo.InvariantCulture, $"secret{word}")
            : string.Create(CultureInfo.InvariantCulture, $"guess{_random.NextInt64():x}");
        var habit = _random.NextDouble();
        return new Arrival(at, LoginKind.Bot, user, password, source,
            habit < _shares.Leave ? BotHabit.Leave : habit < _shares.Leave + _shares.Hold ? BotHabit.Hold : BotHabit.Wait);
    }
}
