using MailFront.Defence.Evidence;

namespace MailFront.Defence.Login;

/// <summary>One password that was wrong for several users: nobody's typing error, but somebody's list.</summary>
internal struct SprayedPassword : IEvidence
{
    // Two users within some minutes with the same wrong password; what many users had wrong is suspect for longer.
    private const float Limit = 1.5f;
    private const float LeakSeconds = 1200;

    // Whatever was done wears off four hours later.
    private const float Cap = 12;

    private LeakyCount _failures;
    private TagRing _users;

    /// <inheritdoc/>
    public ulong Key { get; set; }

    /// <inheritdoc/>
    public readonly float WeightAt(uint now) => _failures.At(now, LeakSeconds);

    /// <summary>Whether who comes with it is suspect.</summary>
    public readonly bool IsSuspectAt(uint now) => _failures.At(now, LeakSeconds) >= Limit;

    /// <summary>It was wrong for <paramref name="user"/>.</summary>
    public void Fail(uint user, uint now)
    {
        if (_users.TryAdd(user))
        {
            _failures.Add(1, now, LeakSeconds, Cap);
        }
    }
}
