using MailFront.Authentication.Checkers;
using MailFront.Authentication.Lanes;
using MailFront.Authentication.Lanes.Scheduling;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Authentication.Lanes.Scheduling;

public sealed class CheckerScheduleTests
{
    private TimeSpan _now = TimeSpan.FromHours(1);

    [Fact]
    public void Five_slots_are_shared_by_class_and_the_best_waiting_gets_the_next()
    {
        CheckerSchedule schedule = Schedule(5);
        List<Ticket> suspects = Enter(schedule, LoginClass.Suspect, 4);
        List<Ticket> newcomers = Enter(schedule, LoginClass.New, 3);
        List<Ticket> known = Enter(schedule, LoginClass.Known, 3);

        Assert.Equal((2, 1, 2), (Running(suspects), Running(newcomers), Running(known)));

        schedule.End(suspects[0], CheckVerdict.Wrong, _now);
        Assert.Equal((1, 1, 3), (Running(suspects), Running(newcomers), Running(known)));
        schedule.End(suspects[1], CheckVerdict.Wrong, _now);
        Assert.Equal((0, 2, 3), (Running(suspects), Running(newcomers), Running(known)));
        Assert.Equal([known[2], newcomers[1]], schedule.Woken);
    }

    [Fact]
    public void The_oldest_known_user_waits_for_no_suspect_however_many_come()
    {
        CheckerSchedule schedule = Schedule(5);
        Enter(schedule, LoginClass.Suspect, 10_000);
        Enter(schedule, LoginClass.New, 10_000);

        Assert.Equal(2, Running(Enter(schedule, LoginClass.Known, 2)));
        Assert.Equal((5, 128 + 64), (schedule.Running, schedule.Waiting));
    }

    [Fact]
    public void A_question_whose_deadline_has_passed_is_put_out_and_the_next_one_runs()
    {
        CheckerSchedule schedule = Schedule(1);
        Ticket running = Enter(schedule, LoginClass.Known, 1)[0];
        Ticket late = Enter(schedule, LoginClass.Known, 1)[0];
        _now += TimeSpan.FromSeconds(5);
        Ticket next = Enter(schedule, LoginClass.Known, 1)[0];
        _now += TimeSpan.FromSeconds(5);

        schedule.End(running, CheckVerdict.Accepted, _now);

        Assert.Equal((TicketState.Expired, TicketState.Running), (late.State, next.State));
        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5)), (late.Waited, next.Waited));
        Assert.Equal(1, schedule.ClassSnapshots()[0].Expired);
    }

    [Fact]
    public void The_limit_follows_the_successes_of_its_endpoint_and_not_its_failures()
    {
        CheckerSchedule schedule = Schedule(5);
        Finish(schedule, 100, TimeSpan.FromMilliseconds(15), CheckVerdict.Accepted);
        Finish(schedule, 100, TimeSpan.FromSeconds(2), CheckVerdict.Wrong);
        Assert.Equal(5, schedule.Endpoints[0].Limit);

        Finish(schedule, 20, TimeSpan.FromMilliseconds(500), CheckVerdict.Accepted);

        Assert.True(schedule.Endpoints[0].Limit < 5);
    }

    [Fact]
    public void Load_goes_where_it_is_least_compared_with_the_limit()
    {
        CheckerSchedule schedule = new([("small", 1), ("large", 4)], new CheckerGroupOptions());

        List<Ticket> known = Enter(schedule, LoginClass.Known, 5);

        Assert.Equal(5, Running(known));
        Assert.Equal((1, 4), (schedule.Endpoints[0].Running, schedule.Endpoints[1].Running));
    }

    [Fact]
    public void An_open_endpoint_has_no_slots_in_the_shares()
    {
        CheckerSchedule schedule = new([("a", 1), ("b", 1)], new CheckerGroupOptions());
        while (schedule.Endpoints[0].IsClosed && schedule.Endpoints[1].IsClosed)
        {
            Ticket ticket = Enter(schedule, LoginClass.Known, 1)[0];
            schedule.End(ticket, ticket.Endpoint?.Name == "a" ? CheckVerdict.Unavailable : CheckVerdict.Wrong, _now);
        }

        // With two slots one is reserved; of the one that is left, nothing can be.
        Assert.Equal(1, Running(Enter(schedule, LoginClass.Suspect, 3)));
        Assert.Equal(0, Running(Enter(schedule, LoginClass.Known, 1)));
    }

    [Fact]
    public void Newcomers_that_are_mostly_wrong_lose_a_slot_and_get_it_back()
    {
        CheckerSchedule schedule = Schedule(5);
        Finish(schedule, 40, TimeSpan.FromSeconds(2), CheckVerdict.Wrong, LoginClass.New);
        List<Ticket> bad = Enter(schedule, LoginClass.New, 3);
        Assert.Equal((2, TicketState.Waiting), (Running(bad), bad[2].State));
        bad[..2].ForEach(ticket => schedule.End(ticket, CheckVerdict.Accepted, _now));
        schedule.End(bad[2], CheckVerdict.Accepted, _now);

        Finish(schedule, 20, TimeSpan.FromMilliseconds(15), CheckVerdict.Accepted, LoginClass.New);

        Assert.Equal(3, Running(Enter(schedule, LoginClass.New, 3)));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 1)]
    public void When_new_logins_have_stood_for_seconds_the_latest_goes_first(int seconds, int next)
    {
        CheckerSchedule schedule = Schedule(1);
        Ticket running = Enter(schedule, LoginClass.New, 1)[0];
        Ticket old = Enter(schedule, LoginClass.New, 1)[0];
        _now += TimeSpan.FromSeconds(seconds);
        Ticket latest = Enter(schedule, LoginClass.New, 1)[0];

        schedule.End(running, CheckVerdict.Accepted, _now);

        Assert.Equal(TicketState.Running, (next == 0 ? old : latest).State);
    }

    [Fact]
    public void Nothing_is_lost_whatever_happens_in_whatever_order()
    {
        var random = new Random(20260);
        CheckerSchedule schedule = new([("a", 3), ("b", 2)], new CheckerGroupOptions { MaxWaiting = 16 });
        List<Ticket> all = [];
        for (int step = 0; step < 20_000; step++)
        {
            _now += TimeSpan.FromMilliseconds(random.Next(200));
            if (all.Count == 0)
            {
                all.AddRange(Enter(schedule, LoginClass.New, 1));
            }

            Ticket ticket = all[random.Next(Math.Max(0, all.Count - 40), all.Count)];
            switch (random.Next(4))
            {
                case 0:
                    all.AddRange(Enter(schedule, (LoginClass)random.Next(1, 4), random.Next(3)));
                    break;
                case 1:
                    schedule.Leave(ticket, random.Next(2) == 0, _now);
                    break;
                case 2:
                    schedule.GiveUp(ticket, _now);
                    break;
                default:
                    if (ticket.State == TicketState.Running)
                    {
                        schedule.End(ticket, (CheckVerdict)random.Next(4), _now);
                        _ = !ticket.IsGivenUp && random.Next(2) == 0 && schedule.TryFailOver(ticket, _now);
                    }

                    break;
            }

            schedule.Woken.Clear();
            Assert.Equal(all.Count(one => one.State == TicketState.Running), schedule.Running);
            Assert.Equal(all.Count(one => one.State == TicketState.Waiting), schedule.Waiting);
            Assert.True(schedule.Running <= 5 && schedule.Waiting <= 16 + 5);
            all.RemoveAll(one => one.State is not (TicketState.Running or TicketState.Waiting));
        }
    }

    private static CheckerSchedule Schedule(int limit) => new([("a", limit)], new CheckerGroupOptions());

    private static int Running(List<Ticket> tickets) => tickets.Count(static ticket => ticket.State == TicketState.Running);

    private List<Ticket> Enter(CheckerSchedule schedule, LoginClass loginClass, int count)
    {
        List<Ticket> entered = [];
        for (int i = 0; i < count; i++)
        {
            Ticket ticket = new(loginClass, _now + TimeSpan.FromSeconds(10));
            schedule.Enter(ticket, _now);
            entered.Add(ticket);
        }

        return entered;
    }

    private void Finish(CheckerSchedule schedule, int count, TimeSpan takes, CheckVerdict verdict, LoginClass loginClass = LoginClass.Known)
    {
        for (int i = 0; i < count; i++)
        {
            Ticket ticket = Enter(schedule, loginClass, 1)[0];
            _now += takes;
            schedule.End(ticket, verdict, _now);
            _now += TimeSpan.FromMilliseconds(50);
        }
    }
}
