using MailFront.TestKit.Time;
using MailFront.Transport.Deadlines;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.UnitTests.Transport.Deadlines;

public sealed class DeadlineWheelTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly DeadlineWheel _wheel;
    private readonly RecordingTarget _target;
    private readonly DeadlineEntry _entry;

    public DeadlineWheelTests()
    {
        _wheel = new DeadlineWheel(_time, NullLogger<DeadlineWheel>.Instance);
        _target = new RecordingTarget(_time);
        _entry = new DeadlineEntry(_target);
    }

    public void Dispose() => _wheel.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(10_000)]
    [InlineData(51_200)]
    [InlineData(51_201)]
    [InlineData(3_600_000)]
    public void It_fires_once_never_early_and_at_most_a_tick_late(int milliseconds)
    {
        var delay = TimeSpan.FromMilliseconds(milliseconds);

        _wheel.Schedule(_entry, delay);
        _time.Advance(delay + TimeSpan.FromMinutes(2));

        Assert.InRange(Assert.Single(_target.FiredAt), delay, delay + DeadlineWheel.Tick);
        Assert.Equal(0, _wheel.Count);
    }

    [Fact]
    public void A_deadline_set_between_two_ticks_is_not_early()
    {
        _time.Advance(TimeSpan.FromMilliseconds(1051));

        _wheel.Schedule(_entry, TimeSpan.FromMilliseconds(150));
        _time.Advance(TimeSpan.FromMilliseconds(149));
        Assert.Empty(_target.FiredAt);
        _time.Advance(TimeSpan.FromMilliseconds(101));

        Assert.Single(_target.FiredAt);
    }

    [Fact]
    public void What_is_due_at_the_same_tick_fires_in_no_order()
    {
        var fired = new List<int>();
        for (var i = 0; i < 64; i++)
        {
            _wheel.Schedule(new DeadlineEntry(new NamedTarget(i, fired)), TimeSpan.FromSeconds(3));
        }

        _time.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(Enumerable.Range(0, 64), fired.Order());
        Assert.NotEqual(Enumerable.Range(0, 64), fired);
        Assert.NotEqual(Enumerable.Range(0, 64).Reverse(), fired);
    }

    [Fact]
    public void A_cancelled_deadline_does_not_fire()
    {
        _wheel.Schedule(_entry, TimeSpan.FromSeconds(1));

        Assert.True(_wheel.Cancel(_entry));
        Assert.False(_wheel.Cancel(_entry));
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Empty(_target.FiredAt);
        Assert.Equal(0, _wheel.Count);
    }

    [Fact]
    public void A_moved_deadline_fires_only_at_its_new_time()
    {
        _wheel.Schedule(_entry, TimeSpan.FromSeconds(1));
        _wheel.Schedule(_entry, TimeSpan.FromSeconds(70));
        Assert.Equal(1, _wheel.Count);

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.InRange(Assert.Single(_target.FiredAt), TimeSpan.FromSeconds(70), TimeSpan.FromSeconds(70.1));
    }

    [Fact]
    public void A_target_may_set_its_deadline_again()
    {
        _target.Then = entry =>
        {
            if (_target.FiredAt.Count < 3)
            {
                _wheel.Schedule(entry, TimeSpan.FromSeconds(1));
            }
        };

        _wheel.Schedule(_entry, TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(3, _target.FiredAt.Count);
    }

    [Fact]
    public void A_deadline_cancelled_by_another_one_of_the_same_tick_does_not_fire()
    {
        var others = new[] { new RecordingTarget(_time), new RecordingTarget(_time) };
        var entries = others.Select(other => new DeadlineEntry(other)).ToArray();
        others[0].Then = _ => _wheel.Cancel(entries[1]);
        others[1].Then = _ => _wheel.Cancel(entries[0]);

        _wheel.Schedule(entries[0], TimeSpan.FromSeconds(1));
        _wheel.Schedule(entries[1], TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(1, others.Sum(other => other.FiredAt.Count));
    }

    [Fact]
    public void A_target_that_throws_does_not_stop_the_others()
    {
        var failing = new RecordingTarget(_time) { Then = _ => throw new InvalidOperationException("defect") };

        _wheel.Schedule(_entry, TimeSpan.FromSeconds(1));
        _wheel.Schedule(new DeadlineEntry(failing), TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Single(failing.FiredAt);
        Assert.Single(_target.FiredAt);
    }

    [Fact]
    public void Many_random_deadlines_each_fire_in_time()
    {
        var random = new Random(20);
        var waits = new List<(TimeSpan Delay, RecordingTarget Target)>();
        for (var i = 0; i < 2000; i++)
        {
            var delay = TimeSpan.FromMilliseconds(random.Next(0, 200_000));
            var target = new RecordingTarget(_time);
            waits.Add((delay, target));
            _wheel.Schedule(new DeadlineEntry(target), delay);
            if (i % 10 == 0)
            {
                _time.Advance(TimeSpan.FromMilliseconds(random.Next(0, 300)));
            }
        }

        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.All(waits, wait => Assert.InRange(Assert.Single(wait.Target.FiredAt), wait.Delay, wait.Delay + DeadlineWheel.Tick));
        Assert.Equal(0, _wheel.Count);
    }

    [Fact]
    public async Task Threads_that_set_and_cancel_leave_nothing_behind()
    {
        var entries = Enumerable.Range(0, 64).Select(_ => new DeadlineEntry(new RecordingTarget(_time))).ToArray();
        var work = Enumerable.Range(0, 4).Select(seed => Task.Run(() =>
        {
            var random = new Random(seed);
            for (var i = 0; i < 20_000; i++)
            {
                var entry = entries[random.Next(entries.Length)];
                if (random.Next(2) == 0)
                {
                    _wheel.Schedule(entry, TimeSpan.FromMilliseconds(random.Next(100_000)));
                }
                else
                {
                    _wheel.Cancel(entry);
                }
            }
        }));
        await Task.WhenAll(work);

        Array.ForEach(entries, entry => _wheel.Cancel(entry));

        Assert.Equal(0, _wheel.Count);
    }

    private sealed class NamedTarget(int name, List<int> fired) : IDeadlineTarget
    {
        public void OnDeadline(DeadlineEntry entry) => fired.Add(name);
    }
}
