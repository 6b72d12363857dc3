using System.Net;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;

namespace MailFront.Defence.Admission;

/// <summary>
/// Every place of the process that a client can take: counted when it is asked for, so that no cap is overshot by listeners that accept at the
/// same moment, and given back when the socket is gone. Who is not logged in waits here by score and goes when there is no room.
/// </summary>
/// <remarks>
/// Scores change with events and with time. Time is seen to by the newcomers: each looks again at a few seats in turn, so that all have been
/// looked at within a second, or in a flood within a quarter of the time that one stays. No timer, and no work while nobody comes.
/// Thread-safe; one lock, held for a few look-ups.
/// </remarks>
public sealed class Lobby
{
    /// <summary>
    /// Who is told to go has its descriptor until its last word is said. Beyond this number it gets no last word: far below the 208
    /// descriptors that clients may take from the reserve.
    /// </summary>
    public const int MostLeaving = 64;

    private const int FewestLooks = 4;
    private const int MostLooks = 256;

    // How often a seat at the top turns out to be better than its bucket says before it is taken all the same.
    private const int MostSecondLooks = 8;

    private static readonly TimeSpan _round = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly IEvictionRule _rule;
    private readonly CrowdMap _crowds;
    private readonly List<Seat> _waiting = [];
    private readonly List<SeatBlock> _blocks = [];
    private readonly Dictionary<VerdictReason, long> _evicted = [];
    private readonly Dictionary<VerdictReason, long> _refused = [];
    private TimeSpan _looked;
    private int _hand;
    private int _open;
    private int _preLogin;
    private int _leaving;

    /// <summary>An empty lobby.</summary>
    public Lobby()
        : this(new WorstFirst(), KeyedHash.Random())
    {
    }

    internal Lobby(IEvictionRule rule, KeyedHash hash)
    {
        _rule = rule;
        _crowds = new CrowdMap(hash);
    }

    /// <summary>The numbers now.</summary>
    public LobbyCounts Counts()
    {
        lock (_gate)
        {
            return new LobbyCounts(_open, _preLogin, _leaving, new Dictionary<VerdictReason, long>(_evicted), new Dictionary<VerdictReason, long>(_refused));
        }
    }

    /// <summary>Asks <paramref name="engine"/> whether a newcomer to <paramref name="block"/> may come in, and takes its place.</summary>
    internal Admittance Admit(DefenceEngine engine, in ClientFacts facts, SeatBlock block)
    {
        lock (_gate)
        {
            LookAround(facts.Now);
            var asked = facts with { Connections = _open, PreLoginConnections = _preLogin, ServiceConnections = block.Count };
            var verdict = engine.Decide(Checkpoint.Accept, asked);
            if (verdict.Action == VerdictAction.Proceed && _rule.RefusesEarly(_preLogin, engine.Options.MaxPreLoginConnections))
            {
                verdict = new Verdict(VerdictAction.Refuse, VerdictReason.PreLoginFull, TimeSpan.Zero, TimeSpan.Zero);
            }
            else if (verdict.Action == VerdictAction.Refuse && _rule.Evicts)
            {
                return AdmitInstead(engine, asked, verdict.Reason, block);
            }

            return verdict.Action == VerdictAction.Proceed ? new Admittance(verdict, Reserve(asked, block), null) : Refuse(verdict);
        }
    }

    internal void Settle(Seat seat, ISeatOccupant occupant, TimeSpan now)
    {
        lock (_gate)
        {
            if (seat.State == SeatState.Reserved)
            {
                seat.Occupant = occupant;
                seat.State = SeatState.Waiting;
                seat.Index = _waiting.Count;
                _waiting.Add(seat);
                Rank(seat, now);
            }
        }
    }

    internal void Touch(Seat seat, TimeSpan now)
    {
        lock (_gate)
        {
            Rank(seat, now);
        }
    }

    internal void Move(Seat seat, IPAddress? source, SourceStanding standing, TimeSpan now)
    {
        lock (_gate)
        {
            if (seat.State is SeatState.Reserved or SeatState.Waiting)
            {
                _crowds.Leave(seat.Crowd);
                seat.Crowd = _crowds.Join(source);
                seat.Standing = standing;
                Rank(seat, now);
            }
        }
    }

    internal void Judge(Seat seat, SourceStanding standing, TimeSpan now)
    {
        lock (_gate)
        {
            seat.Standing = standing;
            Rank(seat, now);
        }
    }

    internal void LogIn(Seat seat)
    {
        lock (_gate)
        {
            if (seat.State is SeatState.Session or SeatState.Free)
            {
                return;
            }

            // Told to go at the very moment of its login: it stays, and the process has one more than its cap until somebody leaves.
            Uncount(seat);
            seat.State = SeatState.Session;
            _open++;
            seat.Block.Add(1);
            Register(seat.Block);
        }
    }

    internal void Leave(Seat seat)
    {
        lock (_gate)
        {
            Uncount(seat);
            seat.State = SeatState.Free;
            seat.Occupant = null;
        }
    }

    internal int ScoreOf(Seat seat, TimeSpan now)
    {
        lock (_gate)
        {
            return seat is { State: SeatState.Waiting, Occupant: { } occupant } && FactsOf(seat, occupant, now) is { IsOurTurn: false } facts ? _rule.ScoreOf(facts) : 0;
        }
    }

    private Admittance AdmitInstead(DefenceEngine engine, in ClientFacts facts, VerdictReason full, SeatBlock block)
    {
        var source = facts.IsProxied ? null : facts.Source;
        var isServiceFull = facts.ServiceCap > 0 && facts.ServiceConnections >= facts.ServiceCap;
        var worst = FindWorst(isServiceFull ? block : null, facts.Now);
        var verdict = engine.Decide(Checkpoint.Evict, facts with
        {
            Full = full,
            Score = _rule.ScoreOf(new SeatFacts { Standing = facts.Standing, SameSource = source is null ? 0 : _crowds.CountOf(source) + 1 }),
            HighestScore = worst?.Bucket ?? SeatBlock.NoBucket,
        });
        if (verdict.Action != VerdictAction.Evict || worst is not { Occupant: { } occupant })
        {
            return Refuse(verdict);
        }

        var eviction = new Eviction(occupant, worst.Bucket, FactsOf(worst, occupant, facts.Now), IsHurried: _leaving >= MostLeaving);
        Uncount(worst);
        worst.State = SeatState.Leaving;
        _leaving++;
        Count(_evicted, verdict.Reason);
        return new Admittance(verdict, Reserve(facts, block), eviction);
    }

    private Admittance Refuse(Verdict verdict)
    {
        Count(_refused, verdict.Reason);
        return new Admittance(verdict, null, null);
    }

    private Seat Reserve(in ClientFacts facts, SeatBlock block)
    {
        _open++;
        _preLogin++;
        block.Add(1);
        Register(block);
        return new Seat(this, block) { Standing = facts.Standing, Crowd = _crowds.Join(facts.IsProxied ? null : facts.Source) };
    }

    // Gives back whatever the seat is counted as.
    private void Uncount(Seat seat)
    {
        if (seat.State == SeatState.Leaving)
        {
            _leaving--;
            return;
        }

        if (seat.State == SeatState.Free)
        {
            return;
        }

        _open--;
        seat.Block.Add(-1);
        if (seat.Block.Count == 0)
        {
            _blocks.Remove(seat.Block);
        }

        if (seat.State == SeatState.Session)
        {
            return;
        }

        _preLogin--;
        seat.Block.Put(seat, SeatBlock.NoBucket);
        _crowds.Leave(seat.Crowd);
        seat.Crowd = null;
        if (seat.State == SeatState.Waiting)
        {
            var last = _waiting[^1];
            _waiting[seat.Index] = last;
            last.Index = seat.Index;
            _waiting.RemoveAt(_waiting.Count - 1);
        }
    }

    // Blocks with nobody in them are forgotten: a reload may have taken their service away.
    private void Register(SeatBlock block)
    {
        if (block.Count == 1)
        {
            _blocks.Add(block);
        }
    }

    private Seat? FindWorst(SeatBlock? only, TimeSpan now)
    {
        for (var looks = 0; ; looks++)
        {
            var block = only ?? WorstBlock();
            if (block is not { Worst: >= 0 and var worst } || block.FirstOf(worst) is not { } seat)
            {
                return null;
            }

            Rank(seat, now);
            if (seat.Bucket >= worst || looks == MostSecondLooks)
            {
                return seat.Bucket == SeatBlock.NoBucket ? null : seat;
            }
        }
    }

    private SeatBlock? WorstBlock()
    {
        SeatBlock? found = null;
        foreach (var block in _blocks)
        {
            found = found is null || block.Worst > found.Worst ? block : found;
        }

        return found;
    }

    private void LookAround(TimeSpan now)
    {
        var due = (int)Math.Min(_waiting.Count * ((now - _looked) / _round), MostLooks);
        _looked = now;
        for (var looks = Math.Min(Math.Max(due, FewestLooks), _waiting.Count); looks > 0; looks--)
        {
            _hand = _hand < _waiting.Count ? _hand : 0;
            Rank(_waiting[_hand++], now);
        }
    }

    private void Rank(Seat seat, TimeSpan now)
    {
        if (seat is { State: SeatState.Waiting, Occupant: { } occupant })
        {
            var facts = FactsOf(seat, occupant, now);
            seat.Block.Put(seat, facts.IsOurTurn ? SeatBlock.NoBucket : _rule.ScoreOf(facts));
        }
    }

    private static SeatFacts FactsOf(Seat seat, ISeatOccupant occupant, TimeSpan now) =>
        occupant.Look(now) with { Standing = seat.Standing, SameSource = seat.Crowd?.Count ?? 0 };

    private static void Count(Dictionary<VerdictReason, long> counts, VerdictReason reason) => counts[reason] = counts.GetValueOrDefault(reason) + 1;
}
