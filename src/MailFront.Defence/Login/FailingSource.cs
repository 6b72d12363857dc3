using MailFront.Defence.Evidence;

namespace MailFront.Defence.Login;

/// <summary>
/// Wrong passwords from one place for users that are not proven there. The more users have logged in from the place, the more it takes:
/// a provider's NAT has more people who mistype.
/// </summary>
internal struct FailingSource : IEvidence
{
    // One failure makes what follows suspect for three minutes, two for nine: a botnet tries one to three times from each place. It costs a person
    // who mistypes at a new place nothing as long as nobody better waits. Ten an hour wear off (Mailu lets five unknown names an hour pass).
    private const float Limit = 0.5f;
    private const float LeakSeconds = 360;
    private const float FurtherPassword = 0.34f;
    private const float LimitPerProvenUser = 0.1f;

    // Whatever was done wears off two hours later.
    private const float CapAboveLimit = 20;

    // A place with users is worth more than any place without.
    private const float ProvenWeight = 1000;

    private LeakyCount _failures;
    private TagRing _credentials;
    private uint _provenUntil;
    private ushort _provenUsers;

    /// <inheritdoc/>
    public ulong Key { get; set; }

    private readonly float LimitHere => Limit + (LimitPerProvenUser * _provenUsers);

    /// <inheritdoc/>
    public readonly float WeightAt(uint now) => _failures.At(now, LeakSeconds) + (_provenUntil > now ? ProvenWeight + _provenUsers : 0);

    /// <summary>Whether so much has come from here that what comes next is suspect.</summary>
    public readonly bool IsSuspectAt(uint now) => _failures.At(now, LeakSeconds) >= LimitHere;

    /// <summary>What is known of it.</summary>
    public readonly SourceStanding StandingAt(uint now) => new(_provenUntil > now ? _provenUsers : 0, IsSuspectAt(now));

    /// <summary>A user has logged in from here, for the first time when <paramref name="isNewUser"/>; remembered until <paramref name="until"/>.</summary>
    public void Prove(bool isNewUser, uint until)
    {
        _provenUntil = until;
        _provenUsers = (ushort)Math.Min(ushort.MaxValue, _provenUsers + (isNewUser || _provenUsers == 0 ? 1 : 0));
    }

    /// <summary>A wrong password: <paramref name="credential"/> has the user in its upper half and the password in its lower.</summary>
    public void Fail(uint credential, uint now)
    {
        float amount = _credentials.HasUpperHalfOf(credential) ? FurtherPassword : 1;
        if (_credentials.TryAdd(credential))
        {
            _failures.Add(amount, now, LeakSeconds, LimitHere + CapAboveLimit);
        }
    }
}
