using MailFront.Defence.Evidence;

namespace MailFront.Defence.Login;

/// <summary>A user has logged in from a place. Distinct wrong passwords there suspend the claim: somebody else sits in the same place.</summary>
internal struct ProvenPair : IEvidence
{
    // A person with a changed password and two old devices stays below; a guesser behind the same NAT does not.
    private const float MostFailures = 5;
    private const float LeakSeconds = 600;
    private const float FailureCap = 20;

    // One success a day for a week says as much as many.
    private const int CountedSuccesses = 8;

    private LeakyCount _failures;
    private TagRing _passwords;
    private uint _until;
    private ushort _successes;

    /// <inheritdoc/>
    public ulong Key { get; set; }

    /// <summary>Whether it holds no success yet.</summary>
    public readonly bool IsEmpty => _successes == 0;

    /// <inheritdoc/>
    public readonly float WeightAt(uint now) => _until <= now ? 0 : (float)(_until - now) * Math.Min((int)_successes, CountedSuccesses);

    /// <summary>Whether the user is vouched for here.</summary>
    public readonly bool IsGoodAt(uint now) => _failures.At(now, LeakSeconds) < MostFailures;

    /// <summary>The user was right here; remembered until <paramref name="until"/>.</summary>
    public void Succeed(uint until)
    {
        _until = until;
        _successes = (ushort)Math.Min(ushort.MaxValue, _successes + 1);
    }

    /// <summary>A wrong password for the user came from here.</summary>
    public void Fail(uint password, uint now)
    {
        if (_passwords.TryAdd(password))
        {
            _failures.Add(1, now, LeakSeconds, FailureCap);
        }
    }
}
