using System.Buffers;
using MailFront.Defence.Evidence;

namespace MailFront.Defence.Login;

/// <summary>All records of past logins, in tables of fixed size. Not for several threads at once; times are seconds of the tables' clock.</summary>
internal sealed class LoginTables(LoginHistoryOptions options)
{
    // A family and its guests stay below; with more, one of them may not know the others.
    private const int SharedFrom = 8;

    private readonly EvidenceTable<ProvenPair> _pairs = new(options.Pairs);
    private readonly EvidenceTable<GuessedPair> _guessed = new(options.GuessedPairs);
    private readonly EvidenceTable<FailingSource> _addresses = new(options.Addresses);
    private readonly EvidenceTable<FailingSource> _networks = new(options.Failures);
    private readonly EvidenceTable<TargetedUser> _users = new(options.Failures);
    private readonly EvidenceTable<SprayedPassword> _passwords = new(options.Failures);
    private readonly EvidenceTable<RememberedPasswords> _remembered = new(options.RememberedUsers);
    private readonly uint _knownSeconds = (uint)options.KnownFor.TotalSeconds;

    /// <summary>Octets all take.</summary>
    public long Size => _pairs.Size + _guessed.Size + _addresses.Size + _networks.Size + _users.Size + _passwords.Size + _remembered.Size;

    /// <summary>The tables in numbers.</summary>
    public IReadOnlyList<EvidenceTableCounters> Counters =>
    [
        new("proven_pairs", _pairs.Used, _pairs.Evictions),
        new("guessed_pairs", _guessed.Used, _guessed.Evictions),
        new("addresses", _addresses.Used, _addresses.Evictions),
        new("networks", _networks.Used, _networks.Evictions),
        new("users", _users.Used, _users.Evictions),
        new("passwords", _passwords.Used, _passwords.Evictions),
        new("remembered_users", _remembered.Used, _remembered.Evictions),
    ];

    /// <summary>Whether the user is vouched for at the place.</summary>
    public bool IsProven(in LoginObservation login, uint now) => _pairs.TryFind(login.Pair, now, out int place) && _pairs[place].IsGoodAt(now);

    /// <summary>
    /// Whether the login is one of a user who is known: the password was right before, as far as can be told, or the user is proven at the place. The latter is not
    /// enough where many are proven and so much is wrong that one of them must be guessing at the others.
    /// </summary>
    public bool IsKnown(in LoginObservation login, uint now)
    {
        bool hasPasswords = _remembered.TryFind(login.User, now, out int place);
        return (hasPasswords && login.Password != 0 && login.HasLocation && _remembered[place].IsRight(login.CredentialHash))
            || (IsProven(login, now) && !(hasPasswords && IsShared(login.Source, now) && IsFailing(login.Source, now)));
    }

    /// <summary>How many users are proven at the place.</summary>
    public int ProvenUsersAt(ulong place, uint now) => _networks.TryFind(place, now, out int found) ? _networks[found].ProvenUsersAt(now) : 0;

    /// <summary>How many distinct wrong passwords count against the user at the place.</summary>
    public int FailuresOf(in LoginObservation login, uint now) => _guessed.TryFind(login.Pair, now, out int place) ? _guessed[place].CountAt(now) : 0;

    /// <summary>Whether too much was wrong from any part of the network that <paramref name="source"/> is in.</summary>
    public bool IsFailing(in SourceKeys source, uint now) =>
        IsFailing(_addresses, source.Address, SourceLevel.Address, now)
        || IsFailing(_addresses, source.Subnet, SourceLevel.Subnet, now)
        || IsFailing(_networks, source.Place, SourceLevel.Place, now)
        || IsFailing(_networks, source.Site, SourceLevel.Site, now);

    /// <summary>All that speaks against a login of a user who is not proven, save the alarm.</summary>
    public EvidenceKinds Against(in LoginObservation login, uint now)
    {
        EvidenceKinds against = login.HasLocation ? EvidenceKinds.None : EvidenceKinds.UnknownUser;
        against |= IsFailing(login.Source, now) ? EvidenceKinds.FailingSource : EvidenceKinds.None;
        if (_guessed.TryFind(login.Pair, now, out int pair) && _guessed[pair].IsSuspectAt(now))
        {
            against |= EvidenceKinds.GuessedPair;
        }

        if (login.Password != 0 && _passwords.TryFind(login.Password, now, out int password) && _passwords[password].IsSuspectAt(now))
        {
            against |= EvidenceKinds.SprayedPassword;
        }

        if (_users.TryFind(login.User, now, out int user))
        {
            against |= _users[user].IsUnknownAt(now) ? EvidenceKinds.UnknownUser : EvidenceKinds.None;
            against |= _users[user].IsSuspectAt(now) ? EvidenceKinds.TargetedUser : EvidenceKinds.None;
        }

        return against;
    }

    /// <summary>Whether one against whom only the user or the alarm speaks may pass for new: who comes again with the same password, once a minute for each user.</summary>
    public bool TryLane(in LoginObservation login, uint now) =>
        _guessed.FindOrAdd(login.Pair, now).KnocksAgain(login.PasswordTag, now) && _users.FindOrAdd(login.User, now).TryLane(now);

    /// <summary>The user was right.</summary>
    public void Succeed(in LoginObservation login, uint now)
    {
        uint until = now + _knownSeconds;
        ref ProvenPair pair = ref _pairs.FindOrAdd(login.Pair, now);
        bool isNewUser = pair.IsEmpty;
        pair.Succeed(until);
        Prove(_addresses, login.Source.Address, isNewUser, now);
        Prove(_addresses, login.Source.Subnet, isNewUser, now);
        Prove(_networks, login.Source.Place, isNewUser, now);
        Prove(_networks, login.Source.Site, isNewUser, now);
        if (_users.TryFind(login.User, now, out int user))
        {
            _users[user].Prove();
        }

        if (login.Password != 0)
        {
            _remembered.FindOrAdd(login.User, now).Remember(login.CredentialHash, until);
        }
    }

    /// <summary>The user was wrong. Whether that is evidence against anybody: not so a password that was right before, nor one at a place where the user is proven.</summary>
    public bool Fail(in LoginObservation login, uint now)
    {
        bool isProven = IsProven(login, now);
        if (login.Result != LoginResult.NamedNobody)
        {
            _guessed.FindOrAdd(login.Pair, now).Fail(login.PasswordTag, now);
        }

        if (WasRightBefore(login, isProven, now))
        {
            return false;
        }

        if (_pairs.TryFind(login.Pair, now, out int pair))
        {
            _pairs[pair].Fail(login.PasswordTag, now);
        }

        if (login.Password != 0)
        {
            _passwords.FindOrAdd(login.Password, now).Fail(login.UserTag, now);
        }

        if (isProven)
        {
            if (IsShared(login.Source, now))
            {
                FailFrom(login, now);
            }

            return false;
        }

        FailFrom(login, now);
        if (login.Result == LoginResult.UnknownUser)
        {
            _users.FindOrAdd(login.User, now).BeUnknown(now);
        }

        // Names that lead nowhere are suspect anyway; they must not push out real users.
        else if (login.HasLocation)
        {
            _users.FindOrAdd(login.User, now).Fail(login.PasswordTag, now);
        }

        return true;
    }

    /// <summary>Writes all that is in date.</summary>
    public void Save(IBufferWriter<byte> writer, uint now)
    {
        _pairs.Save(writer, now);
        _guessed.Save(writer, now);
        _addresses.Save(writer, now);
        _networks.Save(writer, now);
        _users.Save(writer, now);
        _passwords.Save(writer, now);
        _remembered.Save(writer, now);
    }

    /// <summary>Takes it back. False when it is cut or of another form; what was read by then is kept.</summary>
    public bool TryLoad(ref ReadOnlySpan<byte> from, uint now) =>
        _pairs.TryLoad(ref from, now)
        && _guessed.TryLoad(ref from, now)
        && _addresses.TryLoad(ref from, now)
        && _networks.TryLoad(ref from, now)
        && _users.TryLoad(ref from, now)
        && _passwords.TryLoad(ref from, now)
        && _remembered.TryLoad(ref from, now);

    private bool IsShared(in SourceKeys source, uint now) => ProvenUsersAt(source.Place, now) >= SharedFrom;

    private static bool IsFailing(EvidenceTable<FailingSource> table, ulong key, SourceLevel level, uint now) =>
        key != 0 && table.TryFind(key, now, out int place) && table[place].IsSuspectAt(now, level);

    private void Prove(EvidenceTable<FailingSource> table, ulong key, bool isNewUser, uint now)
    {
        if (key != 0)
        {
            table.FindOrAdd(key, now).Prove(isNewUser, now + _knownSeconds);
        }
    }

    // An old phone at a new place guesses nothing. That the password has been replaced is believed only from where the user is proven: else a guess that
    // happens to look alike could make the owner a stranger.
    private bool WasRightBefore(in LoginObservation login, bool isProven, uint now)
    {
        if (login.Password == 0 || !_remembered.TryFind(login.User, now, out int user) || !_remembered[user].WasRight(login.CredentialHash))
        {
            return false;
        }

        if (isProven)
        {
            _remembered[user].Replace(login.CredentialHash);
        }

        return true;
    }

    // Each part of the network is told which of its own parts failed.
    private void FailFrom(in LoginObservation login, uint now)
    {
        SourceKeys source = login.Source;
        _addresses.FindOrAdd(source.Address, now).Fail((login.UserTag << 16) | (login.PasswordTag & 0xffff), now);
        if (source.Subnet != 0)
        {
            _addresses.FindOrAdd(source.Subnet, now).FailIn(source.Address, now, SourceLevel.Subnet);
            _networks.FindOrAdd(source.Site, now).FailIn(source.Place, now, SourceLevel.Site);
        }

        _networks.FindOrAdd(source.Place, now).FailIn(source.Subnet == 0 ? source.Address : source.Subnet, now, SourceLevel.Place);
    }
}
