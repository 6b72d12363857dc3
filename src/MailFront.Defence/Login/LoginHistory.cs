using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;
using MailFront.Defence.Evidence;

namespace MailFront.Defence.Login;

/// <summary>
/// Who has logged in from where, and who was wrong how often lately, in tables of fixed size. Nothing is remembered for ever, nothing but
/// keyed hashes is kept, and a success vouches for one user at one place only: an attacker with one mailbox cannot wash anything with it.
/// </summary>
public sealed class LoginHistory : ILoginEvidence
{
    private readonly KeyedHash _hash;
    private readonly uint _knownSeconds;

    // Guards the tables; held for a few look-ups.
    private readonly Lock _gate = new();
    private readonly EvidenceTable<ProvenPair> _pairs;
    private readonly EvidenceTable<FailingSource> _sources;
    private readonly EvidenceTable<TargetedUser> _users;
    private readonly EvidenceTable<SprayedPassword> _passwords;

    /// <summary>An empty history; <paramref name="hash"/> is under a key that nobody outside knows.</summary>
    public LoginHistory(LoginHistoryOptions options, KeyedHash hash)
    {
        _hash = hash;
        _knownSeconds = (uint)options.KnownFor.TotalSeconds;
        _pairs = new EvidenceTable<ProvenPair>(options.Pairs);
        _sources = new EvidenceTable<FailingSource>(options.Failures);
        _users = new EvidenceTable<TargetedUser>(options.Failures);
        _passwords = new EvidenceTable<SprayedPassword>(options.Failures);
    }

    /// <inheritdoc/>
    public LoginAssessment Assess(in LoginFacts facts, TimeSpan now)
    {
        Keys keys = KeysOf(facts);
        uint second = (uint)now.TotalSeconds;
        lock (_gate)
        {
            if (IsProven(keys.Pair, second))
            {
                return new LoginAssessment(LoginClass.Known, EvidenceKinds.None);
            }

            EvidenceKinds against = facts.HasLocation ? Against(keys, second) : EvidenceKinds.UnknownUser;
            return new LoginAssessment(against == EvidenceKinds.None ? LoginClass.New : LoginClass.Suspect, against);
        }
    }

    /// <inheritdoc/>
    public int FailuresOf(in LoginFacts facts, TimeSpan now) => 0;

    /// <inheritdoc/>
    public SourceStanding StandingOf(IPAddress? source, TimeSpan now)
    {
        Keys keys = KeysOf(new LoginFacts(string.Empty, source));
        uint second = (uint)now.TotalSeconds;
        lock (_gate)
        {
            return _sources.TryFind(keys.Source, second, out int place) ? _sources[place].StandingAt(second) : default;
        }
    }

    /// <inheritdoc/>
    public bool IsAlarmed(TimeSpan now) => false;

    /// <inheritdoc/>
    public void Observe(in LoginFacts facts, LoginResult result, TimeSpan now)
    {
        Keys keys = KeysOf(facts);
        uint second = (uint)now.TotalSeconds;
        lock (_gate)
        {
            if (result == LoginResult.Succeeded)
            {
                Succeed(keys, second);
            }
            else
            {
                Fail(keys, facts.HasLocation, isUnknownUser: result == LoginResult.UnknownUser, second);
            }
        }
    }

    private bool IsProven(ulong pair, uint now) => _pairs.TryFind(pair, now, out int place) && _pairs[place].IsGoodAt(now);

    // The user's own grace is taken last, and only when nothing else speaks against the login.
    private EvidenceKinds Against(in Keys keys, uint now) =>
        _sources.TryFind(keys.Source, now, out int source) && _sources[source].IsSuspectAt(now) ? EvidenceKinds.FailingSource
        : keys.Fingerprint != 0 && _passwords.TryFind(keys.Fingerprint, now, out int password) && _passwords[password].IsSuspectAt(now) ? EvidenceKinds.SprayedPassword
        : !_users.TryFind(keys.User, now, out int user) ? EvidenceKinds.None
        : _users[user].IsUnknownAt(now) ? EvidenceKinds.UnknownUser
        : _users[user].IsSuspectAt(now) ? EvidenceKinds.TargetedUser
        : EvidenceKinds.None;

    private void Succeed(in Keys keys, uint now)
    {
        ref ProvenPair pair = ref _pairs.FindOrAdd(keys.Pair, now);
        _sources.FindOrAdd(keys.Source, now).Prove(isNewUser: pair.IsEmpty, now + _knownSeconds);
        pair.Succeed(now + _knownSeconds);
        if (_users.TryFind(keys.User, now, out int user))
        {
            _users[user].Prove();
        }
    }

    private void Fail(in Keys keys, bool hasLocation, bool isUnknownUser, uint now)
    {
        bool isProven = IsProven(keys.Pair, now);
        if (_pairs.TryFind(keys.Pair, now, out int pair))
        {
            _pairs[pair].Fail(keys.PasswordTag, now);
        }

        if (keys.Fingerprint != 0)
        {
            _passwords.FindOrAdd(keys.Fingerprint, now).Fail(keys.UserTag, now);
        }

        if (isProven)
        {
            return;
        }

        _sources.FindOrAdd(keys.Source, now).Fail((keys.UserTag << 16) | (keys.PasswordTag & 0xffff), now);
        if (isUnknownUser)
        {
            _users.FindOrAdd(keys.User, now).BeUnknown(now);
        }

        // Names that lead nowhere are suspect anyway; they must not push out real users.
        else if (hasLocation)
        {
            _users.FindOrAdd(keys.User, now).Fail(keys.PasswordTag, now);
        }
    }

    private Keys KeysOf(in LoginFacts facts)
    {
        Span<byte> pair = stackalloc byte[sizeof(ulong) + SourcePrefix.Length];
        Span<byte> prefix = pair[sizeof(ulong)..];
        SourcePrefix.Write(facts.Source, prefix);
        ulong user = _hash.Of(MemoryMarshal.AsBytes(facts.User.AsSpan()));
        BinaryPrimitives.WriteUInt64LittleEndian(pair, user);
        return new Keys(_hash.Of(pair), _hash.Of(prefix), user, facts.PasswordFingerprint);
    }

    private readonly record struct Keys(ulong Pair, ulong Source, ulong User, ulong Fingerprint)
    {
        public uint UserTag => (uint)(User >> 32);

        // A credential without a fingerprint counts once for each user and place.
        public uint PasswordTag => (uint)((Fingerprint == 0 ? Pair : Fingerprint) >> 32);
    }
}
