using System.Net;
using MailFront.Authentication;
using MailFront.Authentication.Policy;

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
        bench.Checker.Before = ThinkAsync;
        bench.Checker.Verdict = question => AttemptOf(question).Cause.Verdict;
        bench.Policy.Advice = AdviseAsync;
    }

    private TimeSpan Now => TimeSpan.FromTicks(_bench.Time.GetTimestamp());

    /// <summary>Adds a login that fails for <paramref name="cause"/>, speaks after <paramref name="after"/> and whose judge takes <paramref name="takes"/>.</summary>
    public async Task AddAsync(FailureCause cause, string spoken, TimeSpan after, TimeSpan takes)
    {
        var client = _bench.Connect(AddressOf(_attempts.Count));
        await client.ReadLineAsync();
        _attempts.Add(new Attempt(cause, client, spoken, Now + after, takes));
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

            await WhenQuietAsync();
            _bench.Time.Advance(_step);
            await WhenQuietAsync();
        }

        var samples = new List<FailureSample>();
        foreach (var attempt in _attempts)
        {
            samples.Add(await attempt.Answer!);
        }

        return samples;
    }

    private static string AddressOf(int index) => new IPAddress([10, 0, (byte)(index >> 8), (byte)index]).ToString();

    private Attempt AttemptOf(PasswordQuestion question)
    {
        var octets = question.Source!.GetAddressBytes();
        return _attempts[(octets[2] << 8) | octets[3]];
    }

    private Task ThinkAsync(PasswordQuestion question, CancellationToken cancellationToken)
    {
        var thinking = Task.Delay(AttemptOf(question).Takes, _bench.Time, cancellationToken);
        Interlocked.Increment(ref _asked);
        return thinking;
    }

    private async ValueTask<PolicyAdvice> AdviseAsync(PasswordQuestion question, CancellationToken cancellationToken)
    {
        if (AttemptOf(question).Cause.Judge != FailureJudge.PolicyServer)
        {
            return PolicyAdvice.Proceed;
        }

        await ThinkAsync(question, cancellationToken);
        return PolicyAdvice.Refuse("seen too often");
    }

    // Each open connection has its deadline on the wheel, and each answer that is known and not yet given its delay. A connection leaves
    // the ledger last, so that none is half gone when both are right.
    private Task WhenQuietAsync()
    {
        var spoken = _attempts.Where(attempt => attempt.Answer is not null).ToList();
        var asked = spoken.Count(attempt => attempt.Cause.Judge != FailureJudge.Nobody);
        var known = spoken.Count(attempt => attempt.SpeaksAt + attempt.Takes <= Now);
        return SessionBench.WaitUntilAsync(() =>
        {
            var read = Volatile.Read(ref _read);
            return Volatile.Read(ref _asked) == asked
                && _bench.Rooms.Ledger.Count == _attempts.Count - read
                && _bench.Wheel.Count == _attempts.Count - read + known - read;
        });
    }

    private async Task<FailureSample> ReadAsync(Attempt attempt)
    {
        var said = await attempt.Client.ReadToEndAsync();
        var took = Now - attempt.SpeaksAt;
        Interlocked.Increment(ref _read);
        return new FailureSample(took, said);
    }

    private sealed class Attempt(FailureCause cause, ClientEnd client, string spoken, TimeSpan speaksAt, TimeSpan takes)
    {
        public FailureCause Cause => cause;

        public ClientEnd Client => client;

        public string Spoken => spoken;

        public TimeSpan SpeaksAt => speaksAt;

        public TimeSpan Takes => takes;

        public Task<FailureSample>? Answer { get; set; }
    }
}
