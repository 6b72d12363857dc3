using MailFront.Defence.Evidence;

namespace MailFront.Defence.Login;

/// <summary>Distinct wrong passwords for one user from places where the user has never logged in, and whether the checkers know the user at all.</summary>
internal struct TargetedUser : IEvidence
{
    // Three, then one each half hour: 48 a day (Mailu: 50 a day).
    private const float Limit = 3;
    private const float LeakSeconds = 1800;

    // Whatever was done wears off five hours later.
    private const float Cap = 13;

    // The owner at a new place is served like everybody new within a minute.
    private const uint GraceSeconds = 60;
    private const uint UnknownSeconds = 3600;
    private const float UnknownWeight = 0.5f;

    private LeakyCount _failures;
    private TagRing _passwords;
    private uint _graceFrom;
    private uint _unknownUntil;

    /// <inheritdoc/>
    public ulong Key { get; set; }

    /// <inheritdoc/>
    public readonly float WeightAt(uint now) => _failures.At(now, LeakSeconds) + (IsUnknownAt(now) ? UnknownWeight : 0);

    /// <summary>Whether no checker knew the user lately.</summary>
    public readonly bool IsUnknownAt(uint now) => _unknownUntil > now;

    /// <summary>Whether one who claims to be this user from a new place is suspect. Once a minute the answer is no.</summary>
    public bool IsSuspectAt(uint now)
    {
        if (_failures.At(now, LeakSeconds) < Limit)
        {
            return false;
        }

        if (now < _graceFrom)
        {
            return true;
        }

        _graceFrom = now + GraceSeconds;
        return false;
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
