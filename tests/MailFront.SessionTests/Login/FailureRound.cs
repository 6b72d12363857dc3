using System.Net;

namespace MailFront.SessionTests.Login;

/// <summary>
/// Many failed logins at once on a clock that is moved in small steps; each step waits until the server has nothing left to do, so the
/// times are exact and depend on no machine.
/// </summary>
internal sealed class FailureRound
{
    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(25);

    private readonly SessionBench _bench;
    private readonly List<Attempt> _attempts = [];
    private int _read;
    private int _asked;

    public FailureRound(SessionBench bench)
    {
        _bench = bench;
        bench.Checker.Before = (question, token) =>
        {
            var thinking = Task.Delay(_attempts[IndexOf(question.Source!)].Takes, bench.Time, token);
            Interlocked.Increment(ref _asked);
            return thinking;
        };
    }

    /// <summary>Adds a login that speaks after <paramref name="after"/> and whose checker takes <paramref name="takes"/>; null when none is asked.</summary>
    public async Task AddAsync(string spoken, TimeSpan after, TimeSpan? takes)
    {
        var client = _bench.Connect(AddressOf(_attempts.Count));
        await client.ReadLineAsync();
        _attempts.Add(new Attempt(client, spoken, Now + after, takes));
    }

    /// <summary>Runs until all have been answered, in the order in which they were added.</summary>
    public async Task<IReadOnlyList<FailureSample>> RunAsync()
    {
        while (_read < _attempts.Count)
        {
            foreach (var attempt in _attempts.Where(attempt => attempt.Answer is null && attempt.SpeaksAt <= Now))
            {
                await attempt.Client.SendAsync(attempt.Spoken);
                attempt.Answer = ReadAsync(attempt);
            }

            await SessionBench.WaitUntilAsync(IsQuiet);
            _bench.Time.Advance(_step);
            await SessionBench.WaitUntilAsync(IsQuiet);
        }

        var samples = new List<FailureSample>();
        foreach (var attempt in _attempts)
        {
            samples.Add(await attempt.Answer!);
        }

        return samples;
    }

    private TimeSpan Now => TimeSpan.FromTicks(_bench.Time.GetTimestamp());

    private static string AddressOf(int index) => new IPAddress([10, 0, (byte)(index >> 8), (byte)index]).ToString();

    private static int IndexOf(IPAddress address) => (address.GetAddressBytes()[2] << 8) | address.GetAddressBytes()[3];

    // On the wheel: the deadline of each open connection, and the delay of each answer that is known and not yet given.
    private bool IsQuiet()
    {
        var now = Now;
        var spoken = _attempts.Where(attempt => attempt.Answer is not null).ToList();
        var known = spoken.Count(attempt => attempt.SpeaksAt + attempt.Takes <= now);
        var read = Volatile.Read(ref _read);
        return Volatile.Read(ref _asked) == spoken.Count(attempt => attempt.IsAsked)
            && _bench.Wheel.Count == _attempts.Count - read + known - read;
    }

    private async Task<FailureSample> ReadAsync(Attempt attempt)
    {
        var said = await attempt.Client.ReadToEndAsync();
        var took = Now - attempt.SpeaksAt;
        Interlocked.Increment(ref _read);
        return new FailureSample(took, said);
    }

    private sealed class Attempt(ClientEnd client, string spoken, TimeSpan speaksAt, TimeSpan? takes)
    {
        public ClientEnd Client => client;

        public string Spoken => spoken;

        public TimeSpan SpeaksAt => speaksAt;

        public bool IsAsked => takes is not null;

        public TimeSpan Takes => takes ?? TimeSpan.Zero;

        public Task<FailureSample>? Answer { get; set; }
    }
}
