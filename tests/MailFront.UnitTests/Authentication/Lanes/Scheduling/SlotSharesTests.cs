using MailFront.Authentication.Lanes.Scheduling;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Authentication.Lanes.Scheduling;

public sealed class SlotSharesTests
{
    private readonly SlotShares _shares = new(0.3);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 2)]
    [InlineData(10, 3)]
    [InlineData(20, 6)]
    public void About_a_third_is_reserved_but_never_the_last_slot(int limit, int reserved) => Assert.Equal(reserved, _shares.Reserved(limit));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.9, 1)]
    [InlineData(0, 5)]
    [InlineData(0.9, 5)]
    public void Whatever_is_reserved_one_slot_is_left_to_suspects(double reserved, int limit) =>
        Assert.True(new SlotShares(reserved).Allows(LoginClass.Suspect, new SlotUse(limit, 0, 0, 0, 0), areNewcomersBad: true));

    [Theory]
    [InlineData(LoginClass.Known, 5)]
    [InlineData(LoginClass.New, 3)]
    [InlineData(LoginClass.Suspect, 2)]
    public void A_class_may_fill_its_part_of_five_slots_and_no_more(LoginClass loginClass, int slots)
    {
        int taken = 0;
        while (_shares.Allows(loginClass, Use(loginClass, taken), areNewcomersBad: false))
        {
            taken++;
        }

        Assert.Equal(slots, taken);
    }

    [Fact]
    public void Suspects_take_nothing_of_what_new_logins_hold_already()
    {
        Assert.True(_shares.Allows(LoginClass.Suspect, new SlotUse(5, 0, 0, 1, 0), areNewcomersBad: false));
        Assert.False(_shares.Allows(LoginClass.Suspect, new SlotUse(5, 0, 0, 1, 1), areNewcomersBad: false));
        Assert.True(_shares.Allows(LoginClass.New, new SlotUse(5, 0, 0, 0, 2), areNewcomersBad: false));
    }

    [Fact]
    public void Quick_known_logins_borrow_nothing_and_slow_ones_shrink_the_others_part()
    {
        Assert.True(_shares.Allows(LoginClass.New, new SlotUse(5, 2, 0, 2, 0), areNewcomersBad: false));
        Assert.False(_shares.Allows(LoginClass.New, new SlotUse(5, 2, 1, 2, 0), areNewcomersBad: false));
        Assert.False(_shares.Allows(LoginClass.New, new SlotUse(5, 4, 0, 1, 0), areNewcomersBad: false));
    }

    [Fact]
    public void One_more_slot_is_kept_while_new_logins_are_mostly_wrong()
    {
        Assert.True(_shares.Allows(LoginClass.New, new SlotUse(5, 0, 0, 1, 0), areNewcomersBad: true));
        Assert.False(_shares.Allows(LoginClass.New, new SlotUse(5, 0, 0, 2, 0), areNewcomersBad: true));
    }

    private static SlotUse Use(LoginClass loginClass, int taken) => loginClass switch
    {
        LoginClass.Known => new SlotUse(5, taken, taken, 0, 0),
        LoginClass.New => new SlotUse(5, 0, 0, taken, 0),
        _ => new SlotUse(5, 0, 0, 0, taken),
    };
}
