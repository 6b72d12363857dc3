using MailFront.Authentication.Lanes.Scheduling;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Authentication.Lanes.Scheduling;

public sealed class ClassQueueTests
{
    private readonly ClassQueue _queue = new(8);

    [Theory]
    [InlineData(LoginClass.Known)]
    [InlineData(LoginClass.New)]
    public void Better_classes_go_by_deadline(LoginClass loginClass)
    {
        Ticket late = Join(loginClass, 12);
        Ticket early = Join(loginClass, 10);
        Ticket alsoEarly = Join(loginClass, 10);

        Assert.Equal([early, alsoEarly, late], TakeAll(loginClass));
    }

    [Fact]
    public void Suspects_go_newest_first_whatever_their_deadline()
    {
        Ticket first = Join(LoginClass.Suspect, 10);
        Ticket second = Join(LoginClass.Suspect, 11);

        Assert.Equal([second, first], TakeAll(LoginClass.Suspect));
    }

    [Fact]
    public void New_logins_go_newest_first_when_told()
    {
        Ticket first = Join(LoginClass.New, 10);
        Ticket second = Join(LoginClass.New, 11);
        _queue.IsNewestNewFirst = true;

        Assert.Equal([second, first], TakeAll(LoginClass.New));
    }

    [Fact]
    public void Suspects_may_fill_a_quarter_and_then_the_oldest_goes()
    {
        Ticket first = Join(LoginClass.Suspect);
        Ticket second = Join(LoginClass.Suspect);

        Assert.Equal((true, first), TryJoin(LoginClass.Suspect));
        Assert.Equal((true, second), TryJoin(LoginClass.Suspect));
        Assert.Equal(2, _queue.Count);
    }

    [Fact]
    public void New_logins_may_fill_half_and_the_next_is_refused()
    {
        Fill(LoginClass.New, 4);

        Assert.Equal((false, null), TryJoin(LoginClass.New));
    }

    [Fact]
    public void A_new_login_displaces_the_oldest_new_one_when_the_newest_goes_first()
    {
        Ticket first = Join(LoginClass.New, 10);
        Fill(LoginClass.New, 3);
        _queue.IsNewestNewFirst = true;

        Assert.Equal((true, first), TryJoin(LoginClass.New));
    }

    [Fact]
    public void A_known_login_displaces_suspects_then_new_logins_and_is_refused_only_among_its_own()
    {
        Ticket oldest = Join(LoginClass.Suspect);
        Ticket newer = Join(LoginClass.Suspect);
        Ticket firstNew = Join(LoginClass.New, 10);
        Ticket lastNew = Join(LoginClass.New, 11);
        Fill(LoginClass.Known, 4);

        Assert.Equal((true, oldest), TryJoin(LoginClass.Known));
        Assert.Equal((true, newer), TryJoin(LoginClass.Known));
        Assert.Equal((true, lastNew), TryJoin(LoginClass.Known));
        Assert.Equal((true, firstNew), TryJoin(LoginClass.Known));
        Assert.Equal((false, null), TryJoin(LoginClass.Known));
        Assert.Equal((8, 8), (_queue.Count, _queue.CountOf(LoginClass.Known)));
    }

    [Fact]
    public void Nobody_is_displaced_by_his_equal_or_his_better()
    {
        Fill(LoginClass.Known, 8);

        Assert.Equal((false, null), TryJoin(LoginClass.New));
        Assert.Equal((false, null), TryJoin(LoginClass.Suspect));
    }

    [Fact]
    public void A_queue_without_places_takes_nobody()
    {
        var queue = new ClassQueue(0);

        Assert.All(
            (LoginClass[])[LoginClass.Known, LoginClass.New, LoginClass.Suspect],
            loginClass => Assert.False(queue.TryJoin(new Ticket(loginClass, TimeSpan.FromSeconds(1)), out _)));
    }

    private void Fill(LoginClass loginClass, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Join(loginClass);
        }
    }

    private Ticket Join(LoginClass loginClass, int deadline = 20)
    {
        Ticket ticket = new(loginClass, TimeSpan.FromSeconds(deadline));
        Assert.True(_queue.TryJoin(ticket, out Ticket? displaced));
        Assert.Null(displaced);
        return ticket;
    }

    private (bool IsIn, Ticket? Displaced) TryJoin(LoginClass loginClass) =>
        (_queue.TryJoin(new Ticket(loginClass, TimeSpan.FromSeconds(30)), out Ticket? displaced), displaced);

    private List<Ticket> TakeAll(LoginClass loginClass)
    {
        List<Ticket> taken = [];
        while (_queue.TryPeek(loginClass, out Ticket? next))
        {
            _queue.Remove(next);
            taken.Add(next);
        }

        return taken;
    }
}
