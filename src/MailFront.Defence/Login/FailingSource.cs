using MailFront.Defence.Evidence;

namespace MailFront.Defence.Login;

/// <summary>
/// Wrong passwords from one part of the network for users that are not proven there. An address counts users and passwords, a wider part counts how many
/// of its own parts failed: who changes address each try is seen as one, and who was quiet is not hit for one neighbour. The more users have logged in
/// from there, the more it takes: a provider's NAT has more people who mistype.
/// </summary>
internal struct FailingSource : IEvidence
{
    // One failure makes what follows from the address suspect for three minutes, two for nine: a botnet tries one to three times from each. It costs a
    // person who mistypes at a new place nothing as long as nobody better waits. Ten an hour wear off (Mailu lets five unknown names an hour pass).
    private const float LimitOfAddress = 0.5f;
    private const float LimitOfTwoParts = 1.5f;
    private const float LimitOfThreeParts = 2.5f;
    private const float LeakSeconds = 360;
    private const float FurtherPassword = 0.34f;

    // 500 users behind one address make it 40: with the ten that wear off, one attacker among them has some fifty tries in the first hour before others.
    private const float LimitPerProvenUser = 0.08f;

    // Whatever was done wears off two hours later.
    private const float CapAboveLimit = 20;

    // A part with users is worth more than any without.
    private const float ProvenWeight = 1000;

    private LeakyCount _failures;
    private TagRing _seen;
    private uint _provenUntil;
    private ushort _provenUsers;

    /// <inheritdoc/>
    public ulong Key { get; set; }

    /// <inheritdoc/>
    public readonly float WeightAt(uint now) => _failures.At(now, LeakSeconds) + (_provenUntil > now ? ProvenWeight + _provenUsers : 0);

    /// <summary>Whether so much has come from here that what comes next is suspect.</summary>
    public readonly bool IsSuspectAt(uint now, SourceLevel level) => _failures.At(now, LeakSeconds) >= LimitAt(now, level);

    /// <summary>How many users have logged in from here and are remembered.</summary>
    public readonly int ProvenUsersAt(uint now) => _provenUntil > now ? _provenUsers : 0;

    /// <summary>A user has logged in from here, for the first time when <paramref name="isNewUser"/>; remembered until <paramref name="until"/>.</summary>
    public void Prove(bool isNewUser, uint until)
    {
        _provenUntil = until;
        _provenUsers = (ushort)Math.Min(ushort.MaxValue, _provenUsers + (isNewUser || _provenUsers == 0 ? 1 : 0));
    }

    /// <summary>A wrong password from this address: <paramref name="credential"/> has the user in its upper half and the password in its lower.</summary>
    public void Fail(uint credential, uint now) =>
        Add(credential, _seen.HasUpperHalfOf(credential) ? FurtherPassword : 1, now, SourceLevel.Address);

    /// <summary>A wrong password from the part of this that is called <paramref name="part"/>.</summary>
    public void FailIn(ulong part, uint now, SourceLevel level) => Add((uint)(part >> 32), 1, now, level);

    private void Add(uint tag, float amount, uint now, SourceLevel level)
    {
        if (_seen.TryAdd(tag))
        {
            _failures.Add(amount, now, LeakSeconds, LimitAt(now, level) + CapAboveLimit);
        }
    }

    private readonly float LimitAt(uint now, SourceLevel level)
    {
        float limit = level switch
        {
            SourceLevel.Address => LimitOfAddress,
            SourceLevel.Site => LimitOfThreeParts,
            _ => LimitOfTwoParts,
        };
        return limit + (LimitPerProvenUser * ProvenUsersAt(now));
    }
}
