using System.Net;
using MailFront.Defence;
using MailFront.Defence.Admission;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Defence.Admission;

public sealed class LobbyTests
{
    private static readonly TimeSpan _now = TimeSpan.FromHours(1);

    private readonly SeatBlock _imap = new();
    private readonly SeatBlock _pop3 = new();
    private readonly DefenceEngine _engine = new(new DefenceOptions { MaxConnections = 4, MaxPreLoginConnections = 3 });
    private int _host;

    [Fact]
    public void When_full_the_worst_goes()
    {
        Enter(new SeatFacts { Silence = TimeSpan.FromSeconds(1) });
        var failed = Enter(new SeatFacts { Failures = 1 });
        Enter(new SeatFacts { Silence = TimeSpan.FromSeconds(9) });

        var admitted = Ask();

        Assert.Equal(VerdictAction.Evict, admitted.Verdict.Action);
        Assert.Equal(VerdictReason.PreLoginFull, admitted.Verdict.Reason);
        Assert.Same(failed.Occupant, admitted.Evicted?.Occupant);
        Assert.Equal(1, admitted.Evicted?.Facts.Failures);
        Assert.NotNull(admitted.Seat);
        Assert.True(failed.Seat.IsEvicted);
    }

    [Fact]
    public void A_newcomer_that_scores_highest_itself_is_refused()
    {
        Fill(3, new SeatFacts());

        var admitted = Ask(new ClientFacts { Standing = new SourceStanding(0, IsSuspect: true) });

        Assert.Equal(VerdictAction.Refuse, admitted.Verdict.Action);
        Assert.Null(admitted.Seat);
        Assert.Equal(1, _engine.Lobby.Counts().Refused[VerdictReason.PreLoginFull]);
    }

    [Fact]
    public void Of_equals_the_one_that_has_had_its_score_longest_goes()
    {
        var first = Enter(new SeatFacts());
        Fill(2, new SeatFacts());

        Assert.Same(first.Occupant, Ask().Evicted?.Occupant);
    }

    [Fact]
    public void Who_waits_for_us_never_goes()
    {
        Fill(3, new SeatFacts { IsOurTurn = true, Failures = 5 });

        Assert.Equal(VerdictAction.Refuse, Ask().Verdict.Action);
    }

    [Fact]
    public void A_score_that_rises_with_time_alone_is_found()
    {
        var silent = Enter(new SeatFacts());
        Fill(2, new SeatFacts { Silence = TimeSpan.FromSeconds(1) });
        silent.Occupant.SilentSince = _now;

        var admitted = Ask(new ClientFacts { Now = _now + TimeSpan.FromSeconds(10) });

        Assert.Same(silent.Occupant, admitted.Evicted?.Occupant);
    }

    [Fact]
    public void A_score_that_has_sunk_without_a_word_is_noticed_before_it_is_too_late()
    {
        var failed = Enter(new SeatFacts { Failures = 2 });
        var silent = Enter(new SeatFacts { Silence = TimeSpan.FromSeconds(9) });
        Enter(new SeatFacts());
        failed.Occupant.Facts = new SeatFacts { IsOurTurn = true };

        Assert.Same(silent.Occupant, Ask().Evicted?.Occupant);
    }

    [Fact]
    public void A_full_service_ends_the_worst_of_its_own()
    {
        var own = Enter(new SeatFacts(), _pop3);
        Enter(new SeatFacts { Failures = 3 });

        var admitted = Ask(new ClientFacts { ServiceCap = 1 }, _pop3);

        Assert.Equal(VerdictReason.ServiceFull, admitted.Verdict.Reason);
        Assert.Same(own.Occupant, admitted.Evicted?.Occupant);
        Assert.Equal(1, _pop3.Count);
    }

    [Fact]
    public void Sessions_take_the_room_of_those_before_login_but_never_go_themselves()
    {
        for (var i = 0; i < 3; i++)
        {
            Enter(new SeatFacts()).Seat.LogIn();
        }

        var waiting = Enter(new SeatFacts { Silence = TimeSpan.FromSeconds(3) });

        Assert.Same(waiting.Occupant, Ask().Evicted?.Occupant);
        Assert.Equal(4, _engine.Lobby.Counts().Open);
    }

    [Fact]
    public void With_nothing_but_sessions_a_newcomer_is_refused()
    {
        for (var i = 0; i < 4; i++)
        {
            Enter(new SeatFacts()).Seat.LogIn();
        }

        Assert.Equal(VerdictReason.ConnectionsFull, Ask().Verdict.Reason);
        Assert.Equal(VerdictAction.Refuse, Ask().Verdict.Action);
    }

    [Fact]
    public void One_source_with_many_connections_goes_before_one_with_few()
    {
        var engine = new DefenceEngine(new DefenceOptions { MaxConnections = 100, MaxPreLoginConnections = 20 });
        var crowd = IPAddress.Parse("203.0.113.5");
        var few = Enough(engine, 4, IPAddress.Parse("198.51.100.1"));
        var many = Enough(engine, 16, crowd);

        var admitted = engine.Admit(new ClientFacts { Now = _now + TimeSpan.FromSeconds(2), Source = IPAddress.Parse("192.0.2.9") }, _imap);

        Assert.Contains(admitted.Evicted?.Occupant, many);
        Assert.DoesNotContain(admitted.Evicted?.Occupant, few);
        Assert.Equal(16, admitted.Evicted?.Facts.SameSource);
    }

    [Fact]
    public void Behind_a_balancer_clients_are_no_crowd_until_it_has_told_who_they_are()
    {
        var balancer = IPAddress.Parse("10.0.0.1");
        var admitted = _engine.Admit(new ClientFacts { Now = _now, Source = balancer, IsProxied = true }, _imap);
        admitted.Seat!.Settle(new SimpleOccupant(), _now);

        admitted.Seat.MoveTo(IPAddress.Parse("198.51.100.1"), default, _now);

        Assert.Equal(1, admitted.Seat.Crowd?.Count);
    }

    [Fact]
    public void Places_are_given_back_once_whatever_order_things_happen_in()
    {
        var evicted = Enter(new SeatFacts { Failures = 1 });
        Fill(2, new SeatFacts());
        Ask().Seat!.Leave();

        evicted.Seat.LogIn();
        evicted.Seat.Leave();
        evicted.Seat.Leave();
        evicted.Seat.Settle(evicted.Occupant, _now);

        var counts = _engine.Lobby.Counts();
        Assert.Equal((2, 2, 0), (counts.Open, counts.PreLogin, counts.Leaving));
        Assert.Equal(2, _imap.Count);
    }

    [Fact]
    public void Beyond_64_that_are_leaving_the_next_must_hurry()
    {
        Fill(3, new SeatFacts());

        for (var i = 0; i < Lobby.MostLeaving; i++)
        {
            var admitted = Ask();
            admitted.Seat!.Settle(new SimpleOccupant(), _now);
            Assert.False(admitted.Evicted?.IsHurried);
        }

        Assert.True(Ask().Evicted?.IsHurried);
    }

    [Fact]
    public void Caps_hold_when_many_ask_at_the_same_moment()
    {
        const int Askers = 8;
        var engine = new DefenceEngine(new DefenceOptions { MaxConnections = 1000, MaxPreLoginConnections = 50 });
        var most = 0;
        using var together = new Barrier(Askers);

        var threads = Enumerable.Range(0, Askers).Select(asker => new Thread(() =>
        {
            var random = new Random(asker);
            var mine = new List<Seat>();
            for (var i = 0; i < 2000; i++)
            {
                if (i == 20)
                {
                    together.SignalAndWait();
                }

                if (engine.Admit(new ClientFacts { Now = _now, Source = new IPAddress(random.Next()) }, _imap).Seat is { } seat)
                {
                    seat.Settle(new SimpleOccupant { Facts = new SeatFacts { Failures = random.Next(3), IsOurTurn = random.Next(10) == 0 } }, _now);
                    mine.Add(seat);
                }

                Interlocked.Exchange(ref most, Math.Max(most, engine.Lobby.Counts().PreLogin));
                if (mine.Count > 20)
                {
                    mine[random.Next(mine.Count)].Touch(_now);
                    mine[0].Leave();
                    mine.RemoveAt(0);
                }
            }

            mine.ForEach(seat => seat.Leave());
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        var counts = engine.Lobby.Counts();
        Assert.Equal(50, most);
        Assert.Equal((0, 0, 0, 0), (counts.Open, counts.PreLogin, counts.Leaving, _imap.Count));
    }

    private void Fill(int count, SeatFacts facts)
    {
        for (var i = 0; i < count; i++)
        {
            Enter(facts);
        }
    }

    private static List<ISeatOccupant> Enough(DefenceEngine engine, int count, IPAddress source)
    {
        var occupants = new List<ISeatOccupant>();
        var block = new SeatBlock();
        for (var i = 0; i < count; i++)
        {
            var occupant = new SimpleOccupant();
            engine.Admit(new ClientFacts { Now = _now, Source = source }, block).Seat!.Settle(occupant, _now);
            occupants.Add(occupant);
        }

        return occupants;
    }

    private (Seat Seat, SimpleOccupant Occupant) Enter(SeatFacts facts, SeatBlock? block = null)
    {
        var occupant = new SimpleOccupant { Facts = facts };
        var seat = Ask(default, block).Seat;
        Assert.NotNull(seat);
        seat.Settle(occupant, _now);
        return (seat, occupant);
    }

    private Admittance Ask(ClientFacts facts = default, SeatBlock? block = null) => _engine.Admit(
        facts with { Now = facts.Now == TimeSpan.Zero ? _now : facts.Now, Source = new IPAddress([192, 0, 2, (byte)++_host]) }, block ?? _imap);
}
