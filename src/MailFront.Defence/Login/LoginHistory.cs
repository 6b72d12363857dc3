using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;
using MailFront.Defence.Alarm;
using MailFront.Defence.Evidence;

namespace MailFront.Defence.Login;

/// <summary>
/// Who has logged in from where, and who was wrong how often lately, in tables of fixed size. Nothing is remembered for ever, nothing but
/// keyed hashes is kept, and a success vouches for one user at one place only: an attacker with one mailbox cannot wash anything with it.
/// </summary>
public sealed class LoginHistory : ILoginEvidence
{
    private const uint SavedForm = 0x4D46_4501;
    private const int HeadOctets = 16;

    // What only the user or the alarm speaks against may pass once a minute.
    private const EvidenceKinds LaneKinds = EvidenceKinds.TargetedUser | EvidenceKinds.Alarm;

    private readonly KeyedHash _hash;
    private readonly ILoginObserver? _observer;

    // Guards what follows; held for a few look-ups.
    private readonly Lock _gate = new();
    private readonly LoginTables _tables;
    private readonly FleetAlarm _alarm = new();

    // The tables' clock goes on where it stood when they were saved, whatever the process's clock does.
    private long _clockAhead;

    /// <summary>
    /// An empty history; <paramref name="hash"/> is under a key that nobody outside knows, the same on all nodes that share. Each login observed here is told to
    /// <paramref name="observer"/>.
    /// </summary>
    public LoginHistory(LoginHistoryOptions options, KeyedHash hash, ILoginObserver? observer = null)
    {
        _hash = hash;
        _observer = observer;
        _tables = new LoginTables(options);
    }

    /// <summary>The memory in numbers, for metrics.</summary>
    public EvidenceCounters Counters
    {
        get
        {
            lock (_gate)
            {
                return new EvidenceCounters(_tables.Counters, _tables.Size + FleetAlarm.Size, _alarm.IsRaised, _alarm.Raised);
            }
        }
    }

    /// <inheritdoc/>
    public LoginAssessment Assess(in LoginFacts facts, TimeSpan now)
    {
        LoginObservation login = KeysOf(facts, default);
        lock (_gate)
        {
            uint second = SecondOf(now);
            _alarm.Advance(second);
            bool isKnown = _tables.IsKnown(login, second);
            _alarm.NoteAsked(login.AlarmKey, isKnown, facts.HasLocation, second);
            if (isKnown)
            {
                return new LoginAssessment(LoginClass.Known, EvidenceKinds.None);
            }

            EvidenceKinds against = _tables.Against(login, second);
            against |= _alarm.IsRaised && _tables.ProvenUsersAt(login.Source.Place, second) == 0 ? EvidenceKinds.Alarm : EvidenceKinds.None;
            bool isNew = against == EvidenceKinds.None || ((against & ~LaneKinds) == 0 && _tables.TryLane(login, second));
            return new LoginAssessment(isNew ? LoginClass.New : LoginClass.Suspect, against);
        }
    }

    /// <inheritdoc/>
    public LoginAssessment Foresee(in LoginFacts facts, TimeSpan now)
    {
        LoginObservation login = KeysOf(facts, default);
        lock (_gate)
        {
            uint second = SecondOf(now);
            if (_tables.IsKnown(login, second))
            {
                return new LoginAssessment(LoginClass.Known, EvidenceKinds.None);
            }

            EvidenceKinds against = _tables.Against(login, second);
            against |= _alarm.IsRaised && _tables.ProvenUsersAt(login.Source.Place, second) == 0 ? EvidenceKinds.Alarm : EvidenceKinds.None;

            // The lane of a minute is only for who comes twice.
            return new LoginAssessment(against == EvidenceKinds.None ? LoginClass.New : LoginClass.Suspect, against);
        }
    }

    /// <inheritdoc/>
    public int FailuresOf(in LoginFacts facts, TimeSpan now)
    {
        LoginObservation login = KeysOf(facts, default);
        lock (_gate)
        {
            return _tables.FailuresOf(login, SecondOf(now));
        }
    }

    /// <inheritdoc/>
    public bool IsProven(in LoginFacts facts, TimeSpan now)
    {
        LoginObservation login = KeysOf(facts, default);
        lock (_gate)
        {
            return _tables.IsProven(login, SecondOf(now));
        }
    }

    /// <inheritdoc/>
    public SourceStanding StandingOf(IPAddress? source, TimeSpan now)
    {
        SourceKeys keys = SourcePrefix.KeysOf(source, _hash);
        lock (_gate)
        {
            uint second = SecondOf(now);
            return new SourceStanding(_tables.ProvenUsersAt(keys.Place, second), _tables.IsFailing(keys, second));
        }
    }

    /// <inheritdoc/>
    public bool IsAlarmed(TimeSpan now)
    {
        lock (_gate)
        {
            _alarm.Advance(SecondOf(now));
            return _alarm.IsRaised;
        }
    }

    /// <inheritdoc/>
    public void Observe(in LoginFacts facts, LoginResult result, TimeSpan now)
    {
        LoginObservation login = KeysOf(facts, result);
        Apply(login, now);
        _observer?.Observed(login);
    }

    /// <summary>Takes note of a login that another node has observed, or this one.</summary>
    public void Apply(in LoginObservation login, TimeSpan now)
    {
        lock (_gate)
        {
            uint second = SecondOf(now);
            _alarm.Advance(second);
            bool isKnown = _tables.IsKnown(login, second);
            if (login.Result == LoginResult.Succeeded)
            {
                _tables.Succeed(login, second);
                NoteSucceeded(login, isKnown, second);
                return;
            }

            bool isEvidence = _tables.Fail(login, second);
            if (login.Result != LoginResult.NamedNobody)
            {
                _alarm.NoteFailed(login.AlarmKey, !isEvidence, second);
            }

            if (isEvidence && login.Result != LoginResult.Failed)
            {
                _alarm.NoteUnknown(login.AlarmKey, second);
            }
        }
    }

    /// <summary>
    /// Writes all that is in date, to be sealed by whoever keeps it: hashes under the key of this history, and thirteen bits of passwords. At a stop; it holds
    /// logins up for some tenths of a second.
    /// </summary>
    public void Save(IBufferWriter<byte> writer, TimeSpan now)
    {
        lock (_gate)
        {
            uint second = SecondOf(now);
            Span<byte> head = writer.GetSpan(HeadOctets);
            BinaryPrimitives.WriteUInt32LittleEndian(head, SavedForm);
            BinaryPrimitives.WriteUInt32LittleEndian(head[4..], second);
            BinaryPrimitives.WriteUInt64LittleEndian(head[8..], KeyProof());
            writer.Advance(HeadOctets);
            _alarm.Save(writer);
            _tables.Save(writer, second);
        }
    }

    /// <summary>
    /// Takes back what <see cref="Save"/> wrote <paramref name="ago"/> this time, before anything was observed. False when it is cut, of another version or under
    /// another hash key; what was read by then is kept, which is never wrong, only less.
    /// </summary>
    public bool TryLoad(ReadOnlySpan<byte> saved, TimeSpan ago, TimeSpan now)
    {
        if (saved.Length < HeadOctets
            || BinaryPrimitives.ReadUInt32LittleEndian(saved) != SavedForm
            || BinaryPrimitives.ReadUInt64LittleEndian(saved[8..]) != KeyProof())
        {
            return false;
        }

        lock (_gate)
        {
            _clockAhead = BinaryPrimitives.ReadUInt32LittleEndian(saved[4..]) + (long)ago.TotalSeconds - (long)now.TotalSeconds;
            ReadOnlySpan<byte> rest = saved[HeadOctets..];
            return _alarm.TryLoad(ref rest) && _tables.TryLoad(ref rest, SecondOf(now));
        }
    }

    private uint SecondOf(TimeSpan now) => (uint)Math.Clamp((long)now.TotalSeconds + _clockAhead, 0, uint.MaxValue);

    // What needed no asking came without a password.
    private void NoteSucceeded(in LoginObservation login, bool isKnown, uint now)
    {
        if (login.Password == 0)
        {
            _alarm.NoteTraffic(login.AlarmKey);
        }
        else
        {
            _alarm.NoteSucceeded(login.AlarmKey, isKnown, now);
        }
    }

    private ulong KeyProof() => _hash.Of("MailFront evidence"u8);

    private LoginObservation KeysOf(in LoginFacts facts, LoginResult result)
    {
        Span<byte> pair = stackalloc byte[2 * sizeof(ulong)];
        SourceKeys source = SourcePrefix.KeysOf(facts.Source, _hash);
        ulong user = _hash.Of(MemoryMarshal.AsBytes(facts.User.AsSpan()));
        BinaryPrimitives.WriteUInt64LittleEndian(pair, user);
        BinaryPrimitives.WriteUInt64LittleEndian(pair[sizeof(ulong)..], source.Place);
        return new LoginObservation(user, _hash.Of(pair), source, facts.PasswordFingerprint, result, facts.HasLocation);
    }
}
