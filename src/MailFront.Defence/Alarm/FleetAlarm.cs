using System.Buffers;
using MailFront.Defence.Evidence;

namespace MailFront.Defence.Alarm;

/// <summary>
/// Whether many places at once do what honest ones do not: fail for users unproven there, name users that do not exist, come as strangers and do not get
/// in. Distinct things are counted, at most four for each place in half an hour: a phone that repeats itself, an attacker at one address and a day on which
/// passwords expire raise nothing. Ends by itself some minutes after the reason. Not for several threads at once; times are seconds of the tables' clock.
/// </summary>
internal sealed class FleetAlarm
{
    private const uint WindowSeconds = 10;

    // Beyond, nothing is left that could add up: the windows between need no closing one by one.
    private const uint MostWindowsAtOnce = 360;

    // While it is raised a botnet must not fall out of sight because it has used all its sources once.
    private const uint RememberedSeconds = 1800;
    private const uint RememberedUnderAlarmSeconds = 120;

    // So that the mode does not flicker.
    private const uint LeastSeconds = 120;

    private readonly ExcessSignal _failures = new(threshold: 60, allowance: 0.5, factor: 3);
    private readonly ExcessSignal _unknown = new(threshold: 60, allowance: 0.5, factor: 3);
    private readonly ExcessSignal _strangers = new(threshold: 100, allowance: 2, factor: 2);
    private readonly RecentlySeen _seen = new();
    private readonly DistinctCount _traffic = new();
    private uint _windowEnds;
    private int _failed;
    private int _nameless;
    private int _waitingStrangers;
    private int _knownAsked;
    private int _knownAnswered;
    private uint _raisedAt;

    /// <summary>Whether it is raised, as of the last call of <see cref="Advance"/>.</summary>
    public bool IsRaised { get; private set; }

    /// <summary>How often it was raised since start.</summary>
    public long Raised { get; private set; }

    /// <summary>Octets it takes.</summary>
    public const long Size = RecentlySeen.Size + DistinctCount.Size;

    /// <summary>Closes all windows that are over at <paramref name="now"/>.</summary>
    public void Advance(uint now)
    {
        if (now < _windowEnds)
        {
            return;
        }

        if (_windowEnds == 0 || now - _windowEnds > MostWindowsAtOnce * WindowSeconds)
        {
            _windowEnds = now - Math.Min(now, MostWindowsAtOnce * WindowSeconds);
        }

        for (; _windowEnds <= now; _windowEnds += WindowSeconds)
        {
            CloseWindow(_windowEnds);
        }
    }

    /// <summary>Somebody asks to log in.</summary>
    public void NoteAsked(in AlarmKey key, bool isProven, bool isNamed, uint now)
    {
        _traffic.Add(key.Pair);
        if (isProven)
        {
            _knownAsked++;
            return;
        }

        _waitingStrangers += _seen.TryAdd(key.For(1), now) ? 1 : 0;
        if (!isNamed)
        {
            NoteUnknown(key, now);
        }
    }

    /// <summary>A checker said yes to a login that was asked for.</summary>
    public void NoteSucceeded(in AlarmKey key, bool isProven, uint now)
    {
        if (isProven)
        {
            _knownAnswered++;
        }
        else if (_seen.Has(key.For(1)) && _seen.TryAdd(key.For(2), now))
        {
            // Asked here: one that another node let in was never counted.
            _waitingStrangers--;
        }
    }

    /// <summary>A login that needed no asking.</summary>
    public void NoteTraffic(in AlarmKey key) => _traffic.Add(key.Pair);

    /// <summary>A checker said no.</summary>
    public void NoteFailed(in AlarmKey key, bool isProven, uint now)
    {
        if (isProven)
        {
            _knownAnswered++;
        }
        else if (_seen.TryAdd(key.For(3), now))
        {
            _failed++;
        }
    }

    /// <summary>Nobody has that name.</summary>
    public void NoteUnknown(in AlarmKey key, uint now) => _nameless += _seen.TryAdd(key.For(4), now) ? 1 : 0;

    /// <summary>Writes what was learned of the usual.</summary>
    public void Save(IBufferWriter<byte> writer)
    {
        _failures.Save(writer);
        _unknown.Save(writer);
        _strangers.Save(writer);
    }

    /// <summary>Takes it back, and moves <paramref name="from"/> behind it; an alarm that was on is on again with the next window. False when it is cut.</summary>
    public bool TryLoad(ref ReadOnlySpan<byte> from)
    {
        if (from.Length < 3 * ExcessSignal.SavedOctets)
        {
            return false;
        }

        foreach (ExcessSignal signal in (ReadOnlySpan<ExcessSignal>)[_failures, _unknown, _strangers])
        {
            signal.Load(from);
            from = from[ExcessSignal.SavedOctets..];
        }

        return true;
    }

    private void CloseWindow(uint now)
    {
        double volume = _traffic.Value;

        // When known users are not answered either, the checkers are down and strangers who wait say nothing.
        double service = Math.Min(1, (_knownAnswered + 1.0) / (_knownAsked + 1.0));
        _failures.Close(_failed, volume, IsRaised);
        _unknown.Close(_nameless, volume, IsRaised);
        _strangers.Close(_waitingStrangers > 0 ? _waitingStrangers * service : _waitingStrangers, volume, IsRaised);
        if (!IsRaised && (_failures.IsHigh || _unknown.IsHigh || _strangers.IsHigh))
        {
            IsRaised = true;
            Raised++;
            _raisedAt = now;
            _seen.ForgetAfter(RememberedUnderAlarmSeconds, now);
        }
        else if (IsRaised && now - _raisedAt >= LeastSeconds && _failures.IsCalm && _unknown.IsCalm && _strangers.IsCalm)
        {
            IsRaised = false;
            _seen.ForgetAfter(RememberedSeconds, now);
        }

        (_failed, _nameless, _waitingStrangers, _knownAsked, _knownAnswered) = (0, 0, 0, 0, 0);
        _traffic.Reset();
    }
}
