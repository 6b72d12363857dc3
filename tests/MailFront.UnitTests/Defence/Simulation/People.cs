using System.Net;

namespace MailFront.UnitTests.Defence.Simulation;

/// <summary>
/// 2,000 users: each has a place of his own; 300 come through one webmail host and 500 through one campus address; a tenth of the logins comes from networks
/// that many share, a twentieth from places never seen, where one in twenty has a password never seen either. Two in a hundred are mistyped and typed again.
/// 20 phones try an old password each minute.
/// </summary>
internal sealed class People
{
    public const int Users = 2000;
    private const int WebmailUsers = 300;
    private const int CampusUsers = 500;
    private const int SharedNetworks = 400;
    private const int StalePhones = 20;
    private const double SharedShare = 0.1;
    private const double FreshShare = 0.05;
    private const double UnseenShare = 0.05;
    private const double TypoShare = 0.02;
    private const double ExpiringShare = 0.25;

    public static readonly IPAddress Webmail = IPAddress.Parse("192.0.2.1");
    public static readonly IPAddress Campus = IPAddress.Parse("192.0.3.1");

    private readonly SimulatedWorld _world;
    private readonly Random _random;
    private readonly string[] _names = [.. Enumerable.Range(0, Users).Select(i => $"user{i}@example.org")];
    private readonly IPAddress[] _homes = [.. Enumerable.Range(0, Users).Select(i => new IPAddress([10, (byte)(i >> 8), (byte)i, 7]))];
    private readonly ulong[] _passwords = new ulong[Users];
    private readonly ulong[] _oldPasswords = new ulong[Users];
    private readonly TimeSpan[] _oldUntil = new TimeSpan[Users];
    private readonly PriorityQueue<Attempt, TimeSpan> _again = new();
    private uint _fresh;

    public People(SimulatedWorld world, int seed)
    {
        _world = world;
        _random = new Random(seed);
        for (int user = 0; user < Users; user++)
        {
            _passwords[user] = AnyPassword();
            Log(Own(user, _homes[user]));
            if (SecondPlaceOf(user) is { } second)
            {
                Log(Own(user, second));
            }
        }

        for (int phone = 0; phone < StalePhones; phone++)
        {
            // The password was right once, and has been changed on the other devices.
            Log(new Attempt(_names[1000 + phone], _homes[1000 + phone], (ulong)phone + 1, IsRight: true));
            _world.ForgetAnswers(_names[1000 + phone], (ulong)phone + 1);
        }
    }

    public Tally Tally { get; } = new();

    public string NameOf(int user) => _names[user];

    public Attempt Own(int user, IPAddress place) => new(_names[user], place, _passwords[user], IsRight: true);

    public ulong AnyPassword() => ((ulong)_random.NextInt64() << 1) | 1;

    /// <summary>An address in a /24 where nobody was before.</summary>
    public IPAddress FreshPlace()
    {
        _fresh++;
        return new IPAddress([(byte)(100 + (_fresh >> 16)), (byte)(_fresh >> 8), (byte)_fresh, 7]);
    }

    /// <summary>All that people do in one second of a day of this kind.</summary>
    public void Second(DayKind kind, TimeSpan ofDay)
    {
        while (_again.TryPeek(out Attempt again, out TimeSpan due) && due <= _world.Now)
        {
            _again.Dequeue();
            Tally.Add(Log(again));
        }

        if (kind == DayKind.PasswordExpiry && ofDay == TimeSpan.FromHours(8))
        {
            Expire();
        }

        double perSecond = 0.15 + (1.2 * Math.Max(0, Math.Sin((ofDay.TotalHours - 6) / 16 * Math.PI)));
        perSecond *= kind == DayKind.MondayMorning && ofDay.TotalHours is >= 8 and < 9.5 ? 5 : 1;
        for (double left = perSecond; left > _random.NextDouble(); left--)
        {
            Visit(_random.Next(Users));
        }

        int phone = (int)(ofDay.TotalSeconds % 60);
        if (phone < StalePhones)
        {
            Tally.Add(Log(new Attempt(_names[1000 + phone], phone % 2 == 0 ? _homes[1000 + phone] : new IPAddress([99, 9, (byte)phone, 7]), (ulong)phone + 1, IsRight: false)));
        }
    }

    private MailFront.Defence.Login.LoginClass Log(in Attempt attempt) => _world.Try(attempt);

    private void Visit(int user)
    {
        double where = _random.NextDouble();
        bool isFresh = where < FreshShare;
        IPAddress place = isFresh ? FreshPlace()
            : where < FreshShare + SharedShare ? new IPAddress([98, (byte)(_random.Next(SharedNetworks) >> 2), (byte)_random.Next(4), (byte)_random.Next(256)])
            : SecondPlaceOf(user) is { } second && _random.Next(2) == 0 ? second
            : _homes[user];
        if (isFresh && _random.NextDouble() < UnseenShare)
        {
            // An account that was made today.
            Tally.Add(Log(new Attempt($"new{_random.NextInt64()}@example.org", place, AnyPassword(), IsRight: true)));
            return;
        }

        if (_random.NextDouble() < TypoShare)
        {
            Tally.Add(Log(new Attempt(_names[user], place, AnyPassword(), IsRight: false)));
            _again.Enqueue(Own(user, place), _world.Now + TimeSpan.FromSeconds(8));
            return;
        }

        Attempt own = Own(user, place);
        Tally.Add(Log(_world.Now < _oldUntil[user] ? own with { Password = _oldPasswords[user], IsRight = false } : own));
    }

    private void Expire()
    {
        for (int user = 0; user < Users * ExpiringShare; user++)
        {
            _world.ForgetAnswers(_names[user], _passwords[user]);
            _oldPasswords[user] = _passwords[user];
            _oldUntil[user] = _world.Now + (TimeSpan.FromHours(4) * _random.NextDouble());
            _passwords[user] = AnyPassword();
        }
    }

    private static IPAddress? SecondPlaceOf(int user) => user < WebmailUsers ? Webmail : user < WebmailUsers + CampusUsers ? Campus : null;
}
