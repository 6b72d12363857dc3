using MailFront.Defence.Evidence;

namespace MailFront.Defence.Login;

/// <summary>
/// Distinct wrong passwords for one user, whether there is one of that name or not, from one place: the price of the next one. And whether somebody who was
/// put off comes again with the same password: a client does, a guesser has other passwords to try.
/// </summary>
internal struct GuessedPair : IEvidence
{
    // Two are more than a slip of the finger; one wears off in ten minutes.
    private const float Limit = 1.5f;
    private const float LeakSeconds = 600;

    // Whatever was done wears off within an hour and a half, and the price does not rise for ever.
    private const float Cap = 9;

    // A client that is told to try later comes back in some time; whoever asks in a row has not waited.
    private const uint AgainAfterSeconds = 10;
    private const uint AgainWithinSeconds = 900;
    private const float KnockWeight = 0.3f;

    private LeakyCount _failures;
    private TagRing _passwords;
    private uint _knock;
    private uint _knockedAt;

    /// <inheritdoc/>
    public ulong Key { get; set; }

    private readonly bool HasKnockAt(uint now) => _knock != 0 && now < _knockedAt + AgainWithinSeconds;

    /// <inheritdoc/>
    public readonly float WeightAt(uint now) => _failures.At(now, LeakSeconds) + (HasKnockAt(now) ? KnockWeight : 0);

    /// <summary>Whether the next try of this user from here is suspect.</summary>
    public readonly bool IsSuspectAt(uint now) => _failures.At(now, LeakSeconds) >= Limit;

    /// <summary>How many still count, rounded up.</summary>
    public readonly int CountAt(uint now) => (int)Math.Ceiling(_failures.At(now, LeakSeconds));

    /// <summary>A wrong password.</summary>
    public void Fail(uint password, uint now)
    {
        if (_passwords.TryAdd(password))
        {
            _failures.Add(1, now, LeakSeconds, Cap);
        }
    }

    /// <summary>Somebody comes with <paramref name="password"/>. Whether the same was here before, and has waited since.</summary>
    public bool KnocksAgain(uint password, uint now)
    {
        if (_knock == password && HasKnockAt(now))
        {
            return now >= _knockedAt + AgainAfterSeconds;
        }

        _knock = password;
        _knockedAt = now;
        return false;
    }
}
