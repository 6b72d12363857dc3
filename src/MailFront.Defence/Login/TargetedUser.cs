using MailFront.Defence.Evidence;

namespace MailFront.Defence.Login;

/// <summary>Distinct wrong passwords for one user from places where the user has never logged in, and whether the checkers know the user at all.</summary>
internal struct TargetedUser : IEvidence
{
    // Three, then one each 32 minutes: 48 in the first day (Mailu: 50 a day).
    private const float Limit = 3;
    private const float LeakSeconds = 1920;

    // Whatever was done wears off seven hours later.
    private const float Cap = 13;

    // The owner at a new place is served like everybody new within a minute.
    private const uint LaneSeconds = 60;
    private const uint UnknownSeconds = 3600;
    private const float SmallWeight = 0.5f;

    private LeakyCount _failures;
    private TagRing _passwords;
    private uint _laneFreeAt;
    private uint _unknownUntil;

    /// <inheritdoc/>
    public ulong Key { get; set; }

    /// <inheritdoc/>
    public readonly float WeightAt(uint now) =>
        _failures.At(now, LeakSeconds) + (IsUnknownAt(now) ? SmallWeight : 0) + (now < _laneFreeAt ? SmallWeight : 0);

    /// <summary>Whether no checker knew the user lately.</summary>
    public readonly bool IsUnknownAt(uint now) => _unknownUntil > now;

    /// <summary>Whether one who claims to be this user from a new place is suspect.</summary>
    public readonly bool IsSuspectAt(uint now) => _failures.At(now, LeakSeconds) >= Limit;

    /// <summary>Whether somebody may pass for new all the same: once a minute.</summary>
    public bool TryLane(uint now)
    {
        if (now < _laneFreeAt)
        {
            return false;
        }

        _laneFreeAt = now + LaneSeconds;
        return true;
    }

    /// <summary>The user has logged in: the name is real.</summary>
    public void Prove() => _unknownUntil = 0;

    /// <summary>No checker knows the name.</summary>
    public void BeUnknown(uint now) => _unknownUntil = now + UnknownSeconds;

    /// <summary>A wrong password from a new place.</summary>
    public void Fail(uint password, uint now)
    {
        if (_passwords.TryAdd(password))
        {
            _failures.Add(1, now, LeakSeconds, Cap);
        }
    }
}
