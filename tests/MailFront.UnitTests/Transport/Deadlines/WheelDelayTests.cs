using MailFront.TestKit.Time;
using MailFront.Transport.Deadlines;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailFront.UnitTests.Transport.Deadlines;

public sealed class WheelDelayTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly DeadlineWheel _wheel;
    private readonly WheelDelay _delay;

    public WheelDelayTests()
    {
        _wheel = new DeadlineWheel(_time, NullLogger<DeadlineWheel>.Instance);
        _delay = new WheelDelay(_wheel);
    }

    public void Dispose() => _wheel.Dispose();

    [Fact]
    public async Task It_answers_true_when_the_time_has_passed()
    {
        var waiting = _delay.WaitAsync(TimeSpan.FromSeconds(3)).AsTask();

        _time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.True(await waiting);
    }

    [Fact]
    public async Task It_answers_false_when_woken()
    {
        var waiting = _delay.WaitAsync(TimeSpan.FromSeconds(3)).AsTask();

        _delay.Wake();

        Assert.False(await waiting);
        Assert.Equal(0, _wheel.Count);
    }

    [Fact]
    public async Task Woken_before_it_waits_it_does_not_wait()
    {
        _delay.Wake();

        Assert.False(await _delay.WaitAsync(TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task It_can_be_used_again()
    {
        var first = _delay.WaitAsync(TimeSpan.FromSeconds(1)).AsTask();
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await first);

        var second = _delay.WaitAsync(TimeSpan.FromSeconds(1)).AsTask();
        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(await second);
    }

    [Fact]
    public async Task The_wheel_gives_a_delay_of_its_own()
    {
        var waiting = _wheel.DelayAsync(TimeSpan.FromSeconds(1)).AsTask();

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.True(await waiting);
    }
}
