using MailFront.Backends.Pacing;

namespace MailFront.UnitTests.Backends.Pacing;

public sealed class WaitingLineTests
{
    private readonly WaitingLine _line = new();

    [Fact]
    public void Known_users_go_first_and_in_each_class_who_came_first()
    {
        var (stranger, known, other, late) = (Add(isFirst: false), Add(isFirst: true), Add(isFirst: false), Add(isFirst: true));

        Assert.Equal([known, late, stranger, other], TakeAll());
    }

    [Fact]
    public void Every_eighth_turn_is_of_those_who_wait_behind_them()
    {
        var strangers = Enumerable.Range(0, 2).Select(_ => Add(isFirst: false)).ToList();
        for (var i = 0; i < 20; i++)
        {
            Add(isFirst: true);
        }

        var taken = TakeAll();

        Assert.Equal([7, 15], strangers.Select(stranger => taken.IndexOf(stranger)));
    }

    [Fact]
    public void Who_leaves_is_passed_over_and_leaves_once()
    {
        var (first, second) = (Add(isFirst: true), Add(isFirst: true));

        Assert.True(WaitingLine.Remove(first));
        Assert.False(WaitingLine.Remove(first));
        Assert.Equal([second], TakeAll());
        Assert.False(WaitingLine.Remove(second));
    }

    [Fact]
    public async Task Those_whose_time_is_up_are_told_wherever_they_stand()
    {
        var patient = Add(isFirst: true, seconds: 30);
        var hasty = Add(isFirst: true, seconds: 5);

        var expired = _line.Expire(TimeSpan.FromSeconds(5));

        Assert.Equal(1, expired);
        Assert.Equal(HoldEnd.Expired, await hasty.Ended);
        Assert.Equal([patient], TakeAll());
    }

    private HeldLogin Add(bool isFirst, int seconds = 30)
    {
        var login = new HeldLogin(isFirst, TimeSpan.Zero, TimeSpan.FromSeconds(seconds));
        _line.Add(login);
        return login;
    }

    private List<HeldLogin> TakeAll()
    {
        var taken = new List<HeldLogin>();
        while (_line.TryTake(out var login))
        {
            taken.Add(login);
        }

        return taken;
    }
}
