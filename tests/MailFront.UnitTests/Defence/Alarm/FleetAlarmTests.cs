using MailFront.Defence.Alarm;

namespace MailFront.UnitTests.Defence.Alarm;

public sealed class FleetAlarmTests
{
    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;

    private readonly FleetAlarm _alarm = new();
    private uint _now = 1_000_000;
    private ulong _next;

    [Fact]
    public void Many_places_that_fail_raise_it_within_half_a_minute_and_it_ends_some_minutes_after_them()
    {
        Pass(600, failuresPerSecond: 0);
        Assert.False(_alarm.IsRaised);

        Pass(30, failuresPerSecond: 10);
        Assert.True(_alarm.IsRaised);
        Pass(600, failuresPerSecond: 10);
        Assert.True(_alarm.IsRaised);
        Pass(300, failuresPerSecond: 0);

        Assert.False(_alarm.IsRaised);
        Assert.Equal(1, _alarm.Raised);
    }

    [Fact]
    public void A_botnet_that_uses_its_few_sources_again_and_again_keeps_it_raised()
    {
        Pass(30, failuresPerSecond: 10);

        for (int second = 0; second < 3600; second++)
        {
            for (int i = 0; i < 10; i++)
            {
                Fail(place: (ulong)((second * 10) + i) % 3000 * Odd);
            }

            Tick();
        }

        Assert.True(_alarm.IsRaised);
        Assert.Equal(1, _alarm.Raised);
    }

    [Fact]
    public void One_place_does_not_raise_it_however_much_fails_there()
    {
        for (int second = 0; second < 3600; second++)
        {
            for (int i = 0; i < 20; i++)
            {
                Fail(place: 1);
            }

            Tick();
        }

        Assert.Equal(0, _alarm.Raised);
    }

    [Fact]
    public void Failures_of_proven_users_do_not_raise_it()
    {
        for (int second = 0; second < 3600; second++)
        {
            for (int i = 0; i < 20; i++)
            {
                AlarmKey key = Key(++_next * Odd);
                _alarm.NoteAsked(key, isProven: true, isNamed: true, _now);
                _alarm.NoteFailed(key, isProven: true, _now);
            }

            Tick();
        }

        Assert.Equal(0, _alarm.Raised);
    }

    [Fact]
    public void Users_who_all_come_from_new_places_and_get_in_do_not_raise_it()
    {
        Pass(3600, failuresPerSecond: 0);
        for (int second = 0; second < 3600; second++)
        {
            for (int i = 0; i < 10; i++)
            {
                AlarmKey key = Key(++_next * Odd);
                _alarm.NoteAsked(key, isProven: false, isNamed: true, _now);
                _alarm.NoteSucceeded(key, isProven: false, _now);
            }

            Tick();
        }

        Assert.Equal(0, _alarm.Raised);
    }

    [Fact]
    public void Strangers_who_wait_because_the_checkers_are_down_for_all_do_not_raise_it()
    {
        Pass(3600, failuresPerSecond: 0);
        for (int second = 0; second < 1800; second++)
        {
            for (int i = 0; i < 10; i++)
            {
                _alarm.NoteAsked(Key(++_next * Odd), isProven: i > 2, isNamed: true, _now);
            }

            Tick();
        }

        Assert.Equal(0, _alarm.Raised);
    }

    [Fact]
    public void Strangers_who_are_never_let_in_while_known_users_are_raise_it()
    {
        Pass(3600, failuresPerSecond: 0);
        for (int second = 0; second < 60; second++)
        {
            Known();
            for (int i = 0; i < 20; i++)
            {
                _alarm.NoteAsked(Key(++_next * Odd), isProven: false, isNamed: true, _now);
            }

            Tick();
        }

        Assert.True(_alarm.IsRaised);
    }

    [Fact]
    public void A_long_silence_is_no_work_and_no_alarm()
    {
        Pass(30, failuresPerSecond: 10);
        _now += 100 * 86_400;

        _alarm.Advance(_now);

        Assert.False(_alarm.IsRaised);
    }

    private void Pass(int seconds, int failuresPerSecond)
    {
        for (int second = 0; second < seconds; second++)
        {
            Known();
            for (int i = 0; i < failuresPerSecond; i++)
            {
                Fail(++_next * Odd);
            }

            Tick();
        }
    }

    private void Known()
    {
        AlarmKey key = Key(++_next * Odd);
        _alarm.NoteAsked(key, isProven: true, isNamed: true, _now);
        _alarm.NoteSucceeded(key, isProven: true, _now);
    }

    private void Fail(ulong place)
    {
        AlarmKey key = new(++_next * Odd, place, _next * Odd);
        _alarm.NoteAsked(key, isProven: false, isNamed: true, _now);
        _alarm.NoteFailed(key, isProven: false, _now);
    }

    private void Tick() => _alarm.Advance(++_now);

    private static AlarmKey Key(ulong place) => new(place, place, place * Odd);
}
